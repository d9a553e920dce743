using System.Diagnostics;

namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>What went wrong with one case; seed and case make the same bytes again.</summary>
internal sealed record FuzzFailure(int Seed, int Case, string Name, string What, byte[] Bytes);

/// <summary>Makes case after case out of the seeds, the same ones for the same number, and has them read.</summary>
internal sealed class Fuzzer(int seed, TimeSpan limit)
{
    private readonly IReadOnlyList<FuzzSeed> _seeds = FuzzSeeds.All;
    private long _running = -1;
    private long _since;

    /// <summary>The case that is being read now and for how long; -1 between cases.</summary>
    public (long Case, TimeSpan For) Running =>
        (Interlocked.Read(ref _running), Stopwatch.GetElapsedTime(Interlocked.Read(ref _since)));

    /// <summary>The longest that a case took.</summary>
    public TimeSpan Longest { get; private set; }

    public IEnumerable<FuzzFailure> Run(int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            if (One(number) is { } failure)
                yield return failure;
        }
    }

    /// <summary>The file that a case starts from, and what is made of it.</summary>
    public (FuzzSeed From, byte[] Bytes) Make(int number)
    {
        var random = new Random(unchecked(seed * 1_000_003 + number));
        // three of four cases are PDFs
        var pdfs = _seeds.Where(one => one.Kind == SeedKind.Pdf).ToList();
        var others = _seeds.Where(one => one.Kind != SeedKind.Pdf).ToList();
        var from = random.Next(4) > 0 ? pdfs[random.Next(pdfs.Count)] : others[random.Next(others.Count)];
        var bytes = from.Bytes;
        for (var times = 1 + random.Next(random.Next(3) == 0 ? 6 : 2); times > 0; times--)
            bytes = Mutated(bytes, from.Kind, random);
        return (from, bytes);
    }

    private FuzzFailure? One(int number)
    {
        var (from, bytes) = Make(number);
        Interlocked.Exchange(ref _since, Stopwatch.GetTimestamp());
        Interlocked.Exchange(ref _running, number);
        var watch = Stopwatch.StartNew();
        var what = Oracle.Fault(from, bytes);
        if (watch.Elapsed > Longest)
            Longest = watch.Elapsed;
        Interlocked.Exchange(ref _running, -1);
        what ??= watch.Elapsed > limit ? $"took {watch.Elapsed.TotalSeconds:0.0} s" : null;
        return what is null ? null : new FuzzFailure(seed, number, from.Name, what, bytes);
    }

    private static byte[] Mutated(byte[] bytes, SeedKind kind, Random random) => kind switch
    {
        SeedKind.Pdf => random.Next(4) switch
        {
            0 => ByteMutations.Mutate(bytes, random),
            1 => UpdateMutations.Mutate(bytes, random),
            _ => PdfMutations.Mutate(bytes, random),
        },
        SeedKind.Png => ByteMutations.Mutate(bytes, random),
        _ => DerMutations.Mutate(bytes, random),
    };
}

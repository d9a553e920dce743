using System.Security.Cryptography;
using DocFlow.Signing.Verification;

namespace DocFlow.Benchmarks;

/// <summary>The figures in the README of the library, measured in about a minute.</summary>
public sealed class Ratios : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    private readonly SignedLetter _letter = new(100_000);
    private readonly byte[] _digest = SHA256.HashData("digest"u8);
    private readonly byte[] _picture = SignedLetter.Picture(1);

    public static int Print()
    {
        using var ratios = new Ratios();
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, RSA-2048, one thread unless said");
        Console.WriteLine("                                            microseconds     share   allocated   wanted");
        ratios.Small();
        ratios.Large(1_000_000, 10, "");
        ratios.Large(20_000_000, 1, ">= 60 %");
        ratios.TwoThreads();
        ratios.TenSigners();
        return 0;
    }

    public void Dispose() => _letter.Dispose();

    private void Small()
    {
        var costs = Measure.InTurn(Short,
            new Work("RSA.SignHash alone", 20, () => SignAlone()),
            new Work("SignedCms alone, for comparison", 20, () => BareCms.Sign(_digest, _letter.Certificate)),
            new Work("sign 100 KB visibly, B-B", 20, () => Sign(_letter.Laid, Room())),
            new Work("verify two signatures with all changes", 20, () => Verify(_letter.Sealed, _letter.Policy)),
            new Work("the same by a policy that knows nobody yet", 20, () => Verify(_letter.Sealed, _letter.NewPolicy())));
        Print(costs, ["", "", ">= 40 %, <= 300 KB", ">= 25 %", ""]);
    }

    private void Large(int size, int times, string wanted)
    {
        using var letter = new SignedLetter(size);
        var output = new MemoryStream(size + SignedLetter.LargestUpdate);
        var costs = Measure.InTurn(Short,
            new Work($"SHA-256 of {size / 1_000_000} MB alone", times, () => SHA256.HashData(letter.Laid)),
            new Work($"sign {size / 1_000_000} MB visibly, B-B", times, () => Sign(letter.Laid, output)));
        Print(costs, ["", wanted]);
    }

    private void TwoThreads()
    {
        MemoryStream[] outputs = [Room(), Room()];
        var bare = Measure.OfTwoThreads(2 * Short, _ => SignAlone());
        var signing = Measure.OfTwoThreads(2 * Short, thread => Sign(_letter.Laid, outputs[thread]));
        Console.WriteLine($"{"two threads by one: RSA.SignHash alone",-44}{bare,22:F2}");
        Console.WriteLine($"{"two threads by one: sign 100 KB",-44}{signing,22:F2}                >= 1.8");
    }

    private void TenSigners()
    {
        using var route = new LongRoute(10, 5_000_000);
        var costs = Measure.InTurn(Short, new Work("verify ten signatures on 5 MB", 1, () => Verify(route.Signed, route.Policy)));
        Print(costs, ["<= 50,000 us"]);
    }

    private MemoryStream Room() => new(_letter.Laid.Length + SignedLetter.LargestUpdate);

    private byte[] SignAlone() => _letter.Leader.SignDigest(_digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private void Sign(byte[] laid, MemoryStream output)
    {
        output.Position = 0;
        if (SignedLetter.Sign(laid, "Signer1", _picture, _letter.Leader, output).Refusal is { } refusal)
            throw new InvalidOperationException(refusal.En);
    }

    private static void Verify(byte[] pdf, TrustPolicy policy)
    {
        if (PdfVerifier.Verify(new MemoryStream(pdf), policy).Verdict != Verdict.Passed)
            throw new InvalidOperationException("The letter does not pass.");
    }

    private static void Print(List<Cost> costs, string[] wanted)
    {
        foreach (var (cost, hope) in costs.Zip(wanted))
            Console.WriteLine($"{cost.Name,-44}{cost.Micros,12:N0}{cost.Share,10:P0}{cost.Bytes / 1000,9:N0} KB   {hope}");
    }
}

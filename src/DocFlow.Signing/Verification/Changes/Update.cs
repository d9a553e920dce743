using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>The document before and after one saved version, and which objects differ between the two.</summary>
internal sealed class Update
{
    private readonly PdfSource _source;
    private readonly Lazy<Dictionary<int, int>> _references;

    public Update(PdfDocument before, PdfDocument after, PdfSource source)
    {
        (Before, After, _source) = (before, after, source);
        _references = new Lazy<Dictionary<int, int>>(() => References.In(after));
        Continues = after.Revisions.Count > before.Revisions.Count
            && before.Revisions.Select(one => one.XrefOffset)
                .SequenceEqual(after.Revisions.Take(before.Revisions.Count).Select(one => one.XrefOffset));
        if (!Continues)
            return;
        foreach (var number in Candidates().Where(number => number != 0 && !IsSame(number)))
            Changed.Add(number);
    }

    public PdfDocument Before { get; }

    public PdfDocument After { get; }

    /// <summary>Whether the later document is the earlier one with more sections appended.</summary>
    public bool Continues { get; }

    /// <summary>The numbers of the objects that are new, gone, or of another value.</summary>
    public SortedSet<int> Changed { get; } = [];

    /// <summary>Whether the number meant nothing before.</summary>
    public bool IsNew(int number) => Changed.Contains(number) && Before.Objects.GetValueOrDefault(number).Place == PdfPlace.Free;

    /// <summary>Whether the document as it is now leads to this number at all.</summary>
    public bool IsReached(int number) => _references.Value.ContainsKey(number);

    /// <summary>Whether one single entry leads to this number, so that its change can be seen in one place only.</summary>
    public bool IsReferencedOnce(int number) => _references.Value.GetValueOrDefault(number) == 1;

    /// <summary>The value a number has in a version, whatever its generation.</summary>
    public static PdfObject Value(PdfDocument document, int number) =>
        document.Resolve(new PdfReference(number, document.Objects.GetValueOrDefault(number).Generation));

    // what new sections name, and what the signed version places where there were no bytes yet
    private IEnumerable<int> Candidates() => After.Revisions.Skip(Before.Revisions.Count).SelectMany(revision => revision.Objects.Keys)
        .Concat(Before.Objects.Where(one => one.Value.Place == PdfPlace.AtOffset && one.Value.Offset >= Before.Length)
            .Select(one => one.Key));

    private bool IsSame(int number)
    {
        var (before, after) = (Before.Objects.GetValueOrDefault(number), After.Objects.GetValueOrDefault(number));
        if (before == after)
            return before.Place != PdfPlace.AtOffset || before.Offset < Before.Length;
        if (before.Generation != after.Generation)
            return false;
        return (Value(Before, number), Value(After, number)) switch
        {
            (PdfStream one, PdfStream other) => one.Dictionary.Equals(other.Dictionary) && HasSameBytes(one, other),
            var (one, other) => one.Equals(other),
        };
    }

    private bool HasSameBytes(PdfStream one, PdfStream other)
    {
        if (one.Length != other.Length)
            return false;
        var (left, right) = (new byte[1 << 14], new byte[1 << 14]);
        for (var done = 0L; done < one.Length; done += left.Length)
        {
            var wanted = (int)Math.Min(left.Length, one.Length - done);
            _source.Read(one.Start + done, left.AsSpan(0, wanted));
            _source.Read(other.Start + done, right.AsSpan(0, wanted));
            if (!left.AsSpan(0, wanted).SequenceEqual(right.AsSpan(0, wanted)))
                return false;
        }

        return true;
    }
}

using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>The document as one signature covers it and as it stood later, and which objects differ between the two.</summary>
internal sealed class Update
{
    private readonly PdfSource _source;

    public Update(PdfDocument before, PdfDocument after, PdfSource source)
    {
        (Before, After, _source) = (before, after, source);
        foreach (var (number, location) in after.Objects)
        {
            if (number != 0 && before.Objects.GetValueOrDefault(number) != location && !IsSame(number))
                Changed.Add(number);
        }
    }

    public PdfDocument Before { get; }

    public PdfDocument After { get; }

    /// <summary>The numbers of the objects that are new, gone, or of another value.</summary>
    public SortedSet<int> Changed { get; } = [];

    /// <summary>Whether the number meant nothing before.</summary>
    public bool IsNew(int number) => Changed.Contains(number) && Before.Objects.GetValueOrDefault(number).Place == PdfPlace.Free;

    /// <summary>The value a number has in a version, whatever its generation.</summary>
    public static PdfObject Value(PdfDocument document, int number) =>
        document.Resolve(new PdfReference(number, document.Objects.GetValueOrDefault(number).Generation));

    private bool IsSame(int number)
    {
        if (Before.Objects.GetValueOrDefault(number).Generation != After.Objects[number].Generation)
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

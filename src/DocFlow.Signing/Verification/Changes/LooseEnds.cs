using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// What a signed version refers to though it is not there, or is not there in full: whoever supplies it later changes what refers to it,
/// without touching that.
/// </summary>
internal sealed class LooseEnds
{
    private readonly HashSet<int> _missing = [];
    private readonly HashSet<int> _broken = [];

    /// <summary>Looks through everything that the trailer of a signed version leads to.</summary>
    public LooseEnds(PdfDocument signed)
    {
        var seen = new HashSet<int>();
        var ahead = new Stack<PdfReference>();
        Collect(signed.Trailer, ahead);
        while (ahead.TryPop(out var reference))
        {
            if (seen.Add(reference.Number) && Quietly(signed, reference) is { } value)
                Collect(value, ahead);
        }
    }

    /// <summary>The numbers that a later version supplied.</summary>
    public IEnumerable<int> SuppliedBy(Update update) => _missing.Where(update.IsNew)
        .Concat(_broken.Where(number => Quietly(update.After, Of(update.After, number)) is not null));

    /// <summary>Takes in what a later version refers to.</summary>
    public void Add(Update update)
    {
        var ahead = new Stack<PdfReference>();
        foreach (var number in update.Changed)
            Collect(Update.Value(update.After, number), ahead);
        _missing.UnionWith(ahead.Where(one => IsMissing(update.After, one)).Select(one => one.Number));
    }

    private PdfObject? Quietly(PdfDocument document, PdfReference reference)
    {
        try
        {
            if (IsMissing(document, reference))
                _missing.Add(reference.Number);
            return document.Resolve(reference);
        }
        catch (PdfUnreadable)
        {
            _broken.Add(reference.Number);
            return null;
        }
    }

    private static bool IsMissing(PdfDocument document, PdfReference reference) =>
        document.Objects.GetValueOrDefault(reference.Number).Place == PdfPlace.Free;

    private static PdfReference Of(PdfDocument document, int number) =>
        new(number, document.Objects.GetValueOrDefault(number).Generation);

    private static void Collect(PdfObject value, Stack<PdfReference> into)
    {
        switch (value)
        {
            case PdfReference reference:
                into.Push(reference);
                break;
            case PdfArray array:
                foreach (var item in array)
                    Collect(item, into);
                break;
            case PdfStream stream:
                Collect(stream.Dictionary, into);
                break;
            case PdfDictionary dictionary:
                foreach (var (_, entry) in dictionary)
                    Collect(entry, into);
                break;
        }
    }
}

using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// What a signed version refers to though it is not there, or is not there in full: whoever supplies it later changes what refers to it,
/// without touching that.
/// </summary>
internal sealed class LooseEnds
{
    private readonly HashSet<int> _missing = [];

    // null, unreadable, or only a reference to what is missing
    private readonly HashSet<int> _empty = [];

    /// <summary>Looks through everything that the trailer of a signed version leads to.</summary>
    public LooseEnds(PdfDocument signed)
    {
        var ahead = new Ahead();
        ahead.Add(signed.Trailer);
        while (ahead.Next() is { } reference)
        {
            if (IsMissing(signed, reference))
                _missing.Add(reference.Number);
            else if (Quietly(signed, reference) is { } value and not PdfNull)
                ahead.Add(value);
            else
                _empty.Add(reference.Number);
        }
    }

    /// <summary>The numbers that a later version supplied.</summary>
    public IEnumerable<int> SuppliedBy(Update update) => _missing.Where(update.IsNew)
        .Concat(_empty.Where(number => !update.Changed.Contains(number)
            && Quietly(update.After, Of(update.After, number)) is not (null or PdfNull)));

    /// <summary>Takes in what a later version refers to.</summary>
    public void Add(Update update)
    {
        var ahead = new Ahead();
        foreach (var number in update.Changed)
            ahead.Add(Update.Value(update.After, number));
        while (ahead.Next() is { } reference)
        {
            if (IsMissing(update.After, reference))
                _missing.Add(reference.Number);
        }
    }

    private static PdfObject? Quietly(PdfDocument document, PdfReference reference)
    {
        try
        {
            return document.Resolve(reference);
        }
        catch (PdfUnreadable)
        {
            return null;
        }
    }

    private static bool IsMissing(PdfDocument document, PdfReference reference) =>
        document.Objects.GetValueOrDefault(reference.Number).Place == PdfPlace.Free;

    private static PdfReference Of(PdfDocument document, int number) =>
        new(number, document.Objects.GetValueOrDefault(number).Generation);
}

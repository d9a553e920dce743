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
                ahead.Add(Parts(signed, reference.Number, value));
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
            ahead.Add(Parts(update.After, number, Update.Value(update.After, number)));
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

    // The place our signer keeps for validation data (SecurityStore.Reserved) may be filled: what comes is judged as validation data. If
    // anything else refers to that object too, it is a loose end as any other.
    private static PdfObject Parts(PdfDocument document, int number, PdfObject value) =>
        number == (document.Trailer["Root"] as PdfReference)?.Number && value is PdfDictionary catalog
        && catalog["DSS"] is PdfReference store && IsMissing(document, store)
            ? catalog.Without("DSS")
            : value;

    private static bool IsMissing(PdfDocument document, PdfReference reference) =>
        document.Objects.GetValueOrDefault(reference.Number).Place == PdfPlace.Free;

    private static PdfReference Of(PdfDocument document, int number) =>
        new(number, document.Objects.GetValueOrDefault(number).Generation);
}

using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// What may still be done to a document after the signatures so far: DocMDP of the certification (ISO 32000-2 12.8.2.2), FieldMDP and
/// the locks of signed fields (12.8.2.4, 12.7.5.5). Level 1 allows nothing, 2 filling and signing, 3 remarks as well; validation data and
/// document time-stamps may always be added (12.8.2.2.2).
/// </summary>
internal sealed record Permission
{
    private const int Nothing = 1;
    private const int Remarks = 3;
    private readonly List<(string Action, HashSet<string> Fields)> _locks = [];

    /// <summary>Nobody has signed yet.</summary>
    public static Permission Unsigned => new();

    /// <summary>Whether a certification stands; without one, further signers may bring visible fields of their own.</summary>
    public bool IsCertified { get; private init; }

    /// <summary>Whether nothing may change but validation data and document time-stamps.</summary>
    public bool IsFinal => Level == Nothing;

    /// <summary>Whether remarks may be put on the pages.</summary>
    public bool AllowsRemarks => IsCertified && Level == Remarks;

    /// <summary>Whether no value may be given to any field.</summary>
    public bool LocksAll => IsFinal || _locks.Exists(one => one.Action is not ("Include" or "Exclude"));

    private int Level { get; init; } = Remarks;

    /// <summary>Whether a value may no longer be given to this field.</summary>
    public bool Locks(string field) => IsFinal || _locks.Exists(one => one.Action switch
    {
        "Include" => Names(one.Fields, field),
        "Exclude" => !Names(one.Fields, field),
        _ => true, // All, and whatever a signer meant that we do not know
    });

    /// <summary>What is left after one more signature.</summary>
    public Permission After(PdfDocument document, SignedField field)
    {
        var transforms = Transforms(document, field.Signature);
        var levels = transforms.Where(one => one.Method == "DocMDP").Select(one => LevelOf(document, one.Parameters["P"], 2)).ToList();
        var fieldLock = document.Dictionary(field.Node?.Dictionary["Lock"]);
        if (fieldLock is not null)
            levels.Add(LevelOf(document, fieldLock["P"], Remarks));
        var after = new Permission
        {
            IsCertified = IsCertified || Certifies(document, field.Signature),
            Level = levels.Append(Level).Min(),
        };
        after._locks.AddRange(_locks);
        after._locks.AddRange(transforms.Where(one => one.Method == "FieldMDP").Select(one => Lock(document, one.Parameters)));
        if (fieldLock is not null)
            after._locks.Add(Lock(document, fieldLock));
        return after;
    }

    /// <summary>Whether the signature is a certification.</summary>
    public static bool Certifies(PdfDocument document, PdfDictionary signature) =>
        Transforms(document, signature).Exists(one => one.Method == "DocMDP");

    // a level that the standard does not know allows nothing
    private static int LevelOf(PdfDocument document, PdfObject? value, int otherwise) =>
        value is null ? otherwise : document.Resolve(value).AsInteger is >= Nothing and <= Remarks and var level ? (int)level : Nothing;

    private static List<(string? Method, PdfDictionary Parameters)> Transforms(PdfDocument document, PdfDictionary signature) =>
        (document.Array(signature["Reference"]) ?? new PdfArray([]))
            .Select(item => document.Dictionary(item))
            .OfType<PdfDictionary>()
            .Select(one => (document.Name(one["TransformMethod"]), document.Dictionary(one["TransformParams"]) ?? PdfDictionary.Empty))
            .ToList();

    private static (string Action, HashSet<string> Fields) Lock(PdfDocument document, PdfDictionary from)
    {
        var fields = document.Array(from["Fields"])?.Select(item => document.Resolve(item).AsText ?? "") ?? [];
        return (document.Name(from["Action"]) ?? "All", [.. fields]);
    }

    // naming a field names all below it
    private static bool Names(HashSet<string> fields, string field) =>
        fields.Any(one => field == one || field.StartsWith(one + ".", StringComparison.Ordinal));
}

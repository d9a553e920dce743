using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// What may still be done to a document after the signatures so far: DocMDP of the certification (ISO 32000-2 12.8.2.2), FieldMDP and
/// the locks of signed fields (12.8.2.4, 12.7.5.5). Level 1 allows nothing, 2 filling and signing; 3 is taken as 2, since remarks over
/// a letter change what it says.
/// </summary>
internal sealed record Permission
{
    private readonly List<(string Action, HashSet<string> Fields)> _locks = [];

    /// <summary>Nobody has signed yet.</summary>
    public static Permission Unsigned => new();

    /// <summary>Whether a certification stands; without one, further signers may bring their own fields.</summary>
    public bool IsCertified { get; private init; }

    /// <summary>Whether nothing at all may change.</summary>
    public bool IsFinal { get; private init; }

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
        var levels = transforms.Where(one => one.Method == "DocMDP").Select(one => document.Number(one.Parameters["P"]) ?? 2).ToList();
        var fieldLock = document.Dictionary(field.Node?.Dictionary["Lock"]);
        if (fieldLock is not null && document.Number(fieldLock["P"]) is { } level)
            levels.Add(level);
        var after = new Permission
        {
            IsCertified = IsCertified || Certifies(document, field.Signature),
            IsFinal = IsFinal || levels.Contains(1),
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

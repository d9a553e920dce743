using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>What the signatures already in a file still allow (ISO 32000-2, 12.8.2 and 12.7.5.5).</summary>
internal static class FormLocks
{
    /// <summary>Why this field may not be changed any more, or null.</summary>
    public static SigningRefusal? Of(PdfDocument document, IReadOnlyList<FormField> fields, FormField field) =>
        IsLocked(document, fields, field.Name) ? Locked(field.Name) : null;

    /// <summary>Whether no value may be given to a field of this name any more.</summary>
    public static bool IsLocked(PdfDocument document, IReadOnlyList<FormField> fields, string name) =>
        Level(document, fields) is 1 || Locks(document, fields).Any(one => Covers(document, one, name));

    /// <summary>
    /// Why no field of this name may be added, or null. Filling and signing is allowed by P=2 and P=3, new fields are not.
    /// </summary>
    public static SigningRefusal? OfNew(PdfDocument document, IReadOnlyList<FormField> fields, string name)
    {
        if (Xfa(document) is { } xfa)
            return xfa;
        if (Level(document, fields) is not null)
            return new SigningRefusal(
                "field.certified", $"Tệp đã được chứng thực nên không được thêm trường ký {name}; chỉ ký vào trường đã đặt sẵn.",
                $"The file is certified, so the field {name} may not be added; only a field laid before can be signed.");
        // a lock on all, or on all but some, means the fields that were there: none may join them
        return Locks(document, fields).Any(one => document.Name(one["Action"]) != "Include" || Covers(document, one, name))
            ? Locked(name) : null;
    }

    /// <summary>Why a form of the other kind cannot be added to, or null.</summary>
    public static SigningRefusal? Xfa(PdfDocument document) =>
        document.Dictionary(document.Catalog["AcroForm"])?["XFA"] is null ? null : new SigningRefusal(
            "pdf.xfa", "Tệp là biểu mẫu XFA, không thể ký; hãy in ra PDF thường.",
            "The file is an XFA form and cannot be signed; print it to an ordinary PDF.");

    /// <summary>Whether anything in the file has been signed.</summary>
    public static bool AnySignature(PdfDocument document, IReadOnlyList<FormField> fields) =>
        fields.Any(f => f.IsSigned) || document.Dictionary(document.Catalog["Perms"]) is { } perms && perms.Keys.Any();

    /// <summary>
    /// The strictest /P of a certification or lock: 1 no changes, 2 filling and signing, 3 annotations too; null without one.
    /// </summary>
    private static long? Level(PdfDocument document, IReadOnlyList<FormField> fields)
    {
        var certified = document.Dictionary(document.Dictionary(document.Catalog["Perms"])?["DocMDP"]);
        var signatures = fields.Where(f => f.IsSigned).Select(f => document.Dictionary(f.Value)).Append(certified);
        var certifying = signatures.SelectMany(s => Parameters(document, s, "DocMDP")).Select(p => document.Resolve(p["P"]).AsInteger ?? 2);
        var locking = fields.Where(f => f.IsSigned).Select(f => document.Resolve(Lock(document, f)?["P"]).AsInteger).OfType<long>();
        var levels = certifying.Concat(locking).ToList();
        return levels.Count > 0 ? levels.Min() : certified is null ? null : 2;
    }

    private static IEnumerable<PdfDictionary> Locks(PdfDocument document, IReadOnlyList<FormField> fields)
    {
        foreach (var signed in fields.Where(f => f.IsSigned))
        {
            foreach (var parameters in Parameters(document, document.Dictionary(signed.Value), "FieldMDP"))
                yield return parameters;
            if (Lock(document, signed) is { } own)
                yield return own;
        }
    }

    private static PdfDictionary? Lock(PdfDocument document, FormField signed) => document.Dictionary(signed.Dictionary["Lock"]);

    private static IEnumerable<PdfDictionary> Parameters(PdfDocument document, PdfDictionary? signature, string method) =>
        (document.Array(signature?["Reference"]) ?? PdfArray.Of(System.Array.Empty<PdfObject>()))
            .Select(document.Dictionary).OfType<PdfDictionary>()
            .Where(r => document.Name(r["TransformMethod"]) == method)
            .Select(r => document.Dictionary(r["TransformParams"]) ?? PdfDictionary.Empty);

    /// <summary>Whether a lock means a field; naming a field names all below it, an unknown action means every field.</summary>
    private static bool Covers(PdfDocument document, PdfDictionary parameters, string name)
    {
        var named = document.Array(parameters["Fields"])?.Select(f => document.Resolve(f).AsText)
            .Any(f => f == name || name.StartsWith($"{f}.", StringComparison.Ordinal)) ?? false;
        return document.Name(parameters["Action"]) switch { "Include" => named, "Exclude" => !named, _ => true };
    }

    private static SigningRefusal Locked(string name) => new(
        "field.locked", $"Trường {name} đã bị khóa bởi một chữ ký có trước.", $"The field {name} is locked by an earlier signature.");
}

using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Fields;

/// <summary>What the signatures already in a file still allow (ISO 32000-2, 12.8.2).</summary>
internal static class FormLocks
{
    /// <summary>Why this field may not be changed any more, or null.</summary>
    public static SigningRefusal? Of(PdfDocument document, IReadOnlyList<FormField> fields, FormField field)
    {
        if (Certification(document) is { } level && level < 2)
            return Locked(field.Name);
        return fields.Where(f => f.IsSigned).Any(f => Covers(document, f, field.Name)) ? Locked(field.Name) : null;
    }

    /// <summary>Whether anything in the file has been signed.</summary>
    public static bool AnySignature(PdfDocument document, IReadOnlyList<FormField> fields) =>
        fields.Any(f => f.IsSigned) || document.Dictionary(document.Catalog["Perms"]) is { } perms && perms.Keys.Any();

    /// <summary>/P of the certification: 1 no changes, 2 filling and signing, 3 annotations too; null without one.</summary>
    private static long? Certification(PdfDocument document)
    {
        var signature = document.Dictionary(document.Dictionary(document.Catalog["Perms"])?["DocMDP"]);
        var reference = document.Array(signature?["Reference"])?.Select(document.Dictionary)
            .FirstOrDefault(r => document.Name(r?["TransformMethod"]) == "DocMDP");
        return signature is null ? null : document.Resolve(document.Dictionary(reference?["TransformParams"])?["P"]).AsInteger ?? 2;
    }

    private static bool Covers(PdfDocument document, FormField signed, string name)
    {
        var reference = document.Array(document.Dictionary(signed.Dictionary["V"])?["Reference"])?.Select(document.Dictionary)
            .FirstOrDefault(r => document.Name(r?["TransformMethod"]) == "FieldMDP");
        var parameters = document.Dictionary(reference?["TransformParams"]);
        var named = document.Array(parameters?["Fields"])?.Select(document.Resolve).Any(f => f.AsText == name) ?? false;
        return document.Name(parameters?["Action"]) switch { "All" => true, "Include" => named, "Exclude" => !named, _ => false };
    }

    private static SigningRefusal Locked(string name) => new(
        "field.locked", $"Trường {name} đã bị khóa bởi một chữ ký có trước.", $"The field {name} is locked by an earlier signature.");
}

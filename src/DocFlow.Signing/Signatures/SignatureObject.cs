using System.Globalization;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Signatures;

/// <summary>The signature dictionary (ISO 32000-2, 12.8.1; EN 319 142-1, 5.3).</summary>
internal static class SignatureObject
{
    public const string Filter = "Adobe.PPKLite";
    public const string SubFilter = "ETSI.CAdES.detached";

    public static PdfDictionary Of(SignatureRequest request, int contentsBytes, PdfArray? transforms)
    {
        var signature = PdfDictionary.Empty
            .With("Type", new PdfName("Sig"))
            .With("Filter", new PdfName(Filter))
            .With("SubFilter", new PdfName(SubFilter))
            .With("ByteRange", ByteRange.Range)
            .With("Contents", ByteRange.Contents(contentsBytes))
            .With("M", PdfString.Of(Moment(request.At)));
        foreach (var (key, text) in new[] { ("Name", request.Name), ("Reason", request.Reason), ("Location", request.Location) })
        {
            if (text is not null)
                signature = signature.With(key, PdfString.Of(text));
        }

        return transforms is null ? signature : signature.With("Reference", transforms);
    }

    /// <summary>What the signature forbids from now on: DocMDP for the first one, FieldMDP for a field that carries a lock.</summary>
    public static PdfArray? Transforms(PdfDocument document, FormField field, int? certifies)
    {
        var transforms = new List<PdfObject>();
        if (certifies is { } level)
            transforms.Add(Transform("DocMDP", PdfDictionary.Empty.With("P", new PdfInteger(level)), document));
        if (document.Dictionary(field.Dictionary["Lock"]) is { } locks)
            transforms.Add(Transform("FieldMDP", locks.Without("Type", "P"), document));
        return transforms.Count == 0 ? null : new PdfArray(transforms);
    }

    private static PdfDictionary Transform(string method, PdfDictionary parameters, PdfDocument document) => PdfDictionary.Empty
        .With("Type", new PdfName("SigRef"))
        .With("TransformMethod", new PdfName(method))
        .With("TransformParams", parameters.With("Type", new PdfName("TransformParams")).With("V", new PdfName("1.2")))
        .With("Data", document.Trailer["Root"]!);

    /// <summary>D:20260205141500+07'00 (ISO 32000-2, 7.9.4).</summary>
    private static string Moment(DateTimeOffset at)
    {
        var zone = at.Offset.ToString("hh\\'mm", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"D:{at:yyyyMMddHHmmss}{(at.Offset < TimeSpan.Zero ? '-' : '+')}{zone}");
    }
}

namespace DocFlow.Signing.Pdf.Reading;

/// <summary>The filter entries of a stream with references resolved, as the decoder wants them.</summary>
internal static class FilterEntries
{
    public static PdfDictionary Of(PdfStream stream, Func<PdfObject?, PdfObject> resolve)
    {
        // /F of a stream is its external file, not the inline-image short form of /Filter
        var entries = PdfDictionary.Empty;
        foreach (var key in new[] { "Filter", "DecodeParms" })
        {
            if (stream.Dictionary[key] is { } value)
                entries = entries.With(key, Shallow(value, resolve));
        }

        return entries;
    }

    private static PdfObject Shallow(PdfObject value, Func<PdfObject?, PdfObject> resolve) => resolve(value) switch
    {
        PdfArray array => new PdfArray([.. array.Select(item => Shallow(item, resolve))]),
        PdfDictionary dictionary => new PdfDictionary(dictionary.Select(e => KeyValuePair.Create(e.Key, resolve(e.Value)))),
        var other => other,
    };
}

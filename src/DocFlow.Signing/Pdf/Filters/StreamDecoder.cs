using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Pdf.Filters;

/// <summary>Undoes a stream's filters (ISO 32000-2, 7.4), never past a limit.</summary>
internal static class StreamDecoder
{
    /// <summary>Decodes to memory; <paramref name="dictionary"/> holds the filter entries with references resolved.</summary>
    public static byte[] Bytes(PdfSource source, PdfStream stream, PdfDictionary dictionary, long limit)
    {
        using var decoded = Open(source, stream, dictionary, limit);
        using var gathered = new Output(limit);
        try
        {
            while (decoded.Read(gathered.Room) is > 0 and var read)
                gathered.Take(read);
        }
        catch (Exception broken) when (Flate.IsDamage(broken))
        {
            throw PdfUnreadable.Damaged($"The compressed stream at byte {stream.Start} is damaged.");
        }

        return gathered.ToArray();
    }

    /// <summary>The names of the filters, outermost first.</summary>
    public static List<string> Names(PdfDictionary dictionary)
    {
        var filter = dictionary["Filter"] ?? dictionary["F"];
        var names = filter switch
        {
            null => [],
            PdfName name => [name.Value],
            PdfArray array => array.Select(f => f.AsName ?? "").ToList(),
            _ => throw PdfUnreadable.Damaged("A stream names its filters in a way no reader knows."),
        };
        return names.Count <= PdfLimits.Filters
            ? names
            : throw PdfUnreadable.TooMuch($"A stream is packed more than {PdfLimits.Filters} times.");
    }

    private static Stream Open(PdfSource source, PdfStream stream, PdfDictionary dictionary, long limit)
    {
        Stream current = new PdfSlice(source, stream.Start, stream.Length);
        var names = Names(dictionary);
        for (var i = 0; i < names.Count; i++)
        {
            var parms = dictionary["DecodeParms"] ?? dictionary["DP"];
            current = Undo(current, names[i], (parms is PdfArray array ? array.ElementAtOrDefault(i) : parms) as PdfDictionary, limit);
        }

        return current;
    }

    private static Stream Undo(Stream packed, string filter, PdfDictionary? parms, long limit) => filter switch
    {
        "FlateDecode" or "Fl" => Predictor.Undo(Flate.Open(packed), parms),
        "LZWDecode" or "LZW" => Predictor.Undo(Lzw.Decode(packed, parms?["EarlyChange"]?.AsInteger != 0, limit), parms),
        "ASCIIHexDecode" or "AHx" => AsciiFilters.Hex(packed, limit),
        "ASCII85Decode" or "A85" => AsciiFilters.Base85(packed, limit),
        "RunLengthDecode" or "RL" => RunLength.Decode(packed, limit),
        "Crypt" when parms?["Name"]?.AsName is null or "Identity" => packed,
        _ => throw PdfUnreadable.Damaged($"A stream uses the filter {filter}, which does not unpack to plain bytes."),
    };
}

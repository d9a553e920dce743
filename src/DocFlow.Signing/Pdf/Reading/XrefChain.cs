namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Follows /Prev and /XRefStm from the newest section to the oldest.</summary>
internal sealed class XrefChain(PdfSource source, long headerOffset)
{
    private long _decoded;

    /// <summary>All sections, the newest first.</summary>
    public List<XrefSection> Read(long start)
    {
        var sections = new List<XrefSection>();
        var seen = new HashSet<long>();
        for (long? next = start; next is { } offset;)
        {
            if (!seen.Add(offset))
                throw PdfUnreadable.Damaged("The cross-reference sections of the file lead back to themselves.");
            if (sections.Count >= PdfLimits.Sections)
                throw PdfUnreadable.TooMuch($"The file has more than {PdfLimits.Sections} saved versions.");

            var section = source.Parts.Section(offset, headerOffset, source.Length) ?? Whole(offset);
            sections.Add(section);
            next = Offset(section.Trailer["Prev"]);
        }

        return sections;
    }

    private XrefSection Whole(long offset)
    {
        var section = One(offset);
        if (!section.IsStream && Offset(section.Trailer["XRefStm"]) is { } hidden)
        {
            var stream = One(hidden);
            section = section with { Entries = section.Entries.Over(stream.Entries), Reach = Math.Max(section.Reach, stream.Reach) };
        }

        source.Parts.Keep(section, headerOffset);
        return section;
    }

    private long? Offset(PdfObject? value) => value switch
    {
        null => null,
        { AsNumber: >= 0 and < long.MaxValue / 2 } => (long)value.AsNumber.Value + headerOffset,
        _ => throw PdfUnreadable.Damaged("A cross-reference section points to an impossible place."),
    };

    private XrefSection One(long offset)
    {
        var parser = new PdfParser(new PdfLexer(source, offset));
        if (parser.Lexer.Next().Is("xref"))
            return XrefTable.Read(parser, offset, headerOffset);

        parser.Lexer.Position = offset;
        if (IndirectObject.Read(parser, Direct) is not { Value: PdfStream stream } found || stream.Dictionary["Type"]?.AsName != "XRef")
            throw PdfUnreadable.Damaged($"There is no cross-reference section at byte {offset}, where the file says it is.");

        var data = Filters.StreamDecoder.Bytes(source, stream, stream.Dictionary, PdfLimits.StructureBytes - _decoded);
        _decoded += data.Length;
        return new XrefSection(offset, IsStream: true, XrefStream.AsTrailer(stream.Dictionary),
            XrefStream.Entries(stream.Dictionary, data, headerOffset)) { BodyEnd = found.End, Reach = found.End };
    }

    private static long Direct(PdfObject? length) => length?.AsInteger
        ?? throw PdfUnreadable.Damaged("A cross-reference stream does not state its length.");
}

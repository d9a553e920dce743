namespace DocFlow.Signing.Pdf.Reading;

/// <summary>Follows /Prev and /XRefStm from the newest section to the oldest.</summary>
internal sealed class XrefChain(PdfSource source, long headerOffset)
{
    private readonly HashSet<long> _seen = [];

    /// <summary>All sections, the newest first.</summary>
    public List<XrefSection> Read(long start)
    {
        var sections = new List<XrefSection>();
        for (long? next = start; next is { } offset;)
        {
            if (sections.Count >= PdfLimits.Sections)
                throw PdfUnreadable.TooMuch($"The file has more than {PdfLimits.Sections} saved versions.");

            var section = WithHidden(Section(offset));
            sections.Add(section);
            next = Offset(section.Trailer["Prev"]);
        }

        return sections;
    }

    private XrefSection WithHidden(XrefSection section)
    {
        if (section.IsStream || Offset(section.Trailer["XRefStm"]) is not { } offset)
            return section;

        // a hybrid's table lists as free what only its stream knows (ISO 32000-2, 7.5.8.4)
        foreach (var (number, location) in Section(offset).Entries)
        {
            if (!section.Entries.TryGetValue(number, out var known) || known.Place == PdfPlace.Free)
                section.Entries[number] = location;
        }

        return section;
    }

    private long? Offset(PdfObject? value) => value switch
    {
        null => null,
        { AsNumber: >= 0 and < long.MaxValue / 2 } => (long)value.AsNumber.Value + headerOffset,
        _ => throw PdfUnreadable.Damaged("A cross-reference section points to an impossible place."),
    };

    private XrefSection Section(long offset)
    {
        if (!_seen.Add(offset))
            throw PdfUnreadable.Damaged("The cross-reference sections of the file lead back to themselves.");

        var parser = new PdfParser(new PdfLexer(source, offset));
        if (parser.Lexer.Next().Is("xref"))
            return XrefTable.Read(parser, offset, headerOffset);

        parser.Lexer.Position = offset;
        if (IndirectObject.Read(parser, Direct) is not { Value: PdfStream stream } found || stream.Dictionary["Type"]?.AsName != "XRef")
            throw PdfUnreadable.Damaged($"There is no cross-reference section at byte {offset}, where the file says it is.");

        var place = new XrefSection(offset, IsStream: true, stream.Dictionary, []) { BodyEnd = found.End };
        var data = Filters.StreamDecoder.Bytes(source, stream, stream.Dictionary, PdfLimits.StructureBytes);
        return XrefStream.Read(stream, data, place, headerOffset);
    }

    private static long Direct(PdfObject? length) => length?.AsInteger
        ?? throw PdfUnreadable.Damaged("A cross-reference stream does not state its length.");
}

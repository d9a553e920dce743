using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// Whether what was appended is a plain incremental update (ISO 32000-2 7.5.6): it builds on what was signed, and each of its bytes belongs
/// to an object its cross-reference names, so that a reader that searches for objects finds nothing else.
/// </summary>
internal sealed class UpdateForm(Update update, PdfSource source)
{
    private const int MostAtEnd = 256;

    public IEnumerable<Sentence> Faults()
    {
        if (!update.Continues)
        {
            yield return new Sentence("Phần thêm không nối tiếp bản đã ký.", "What was appended does not build on the signed version.");
            yield break;
        }

        if (!HasSameRoot())
            yield return new Sentence("Phần thêm thay đổi gốc của tài liệu.", "What was appended changes the root of the document.");
        if (!EndsPlainly())
            yield return new Sentence("Phần thêm không kết thúc đúng quy cách nên các chương trình có thể đọc khác nhau.",
                "What was appended does not end as it should, so that programs may read it differently.");
        if (IsAmbiguous())
            yield return new Sentence("Phần thêm có mục ghi hai lần hoặc mâu thuẫn.",
                "What was appended says something twice, or contradicts itself.");
        if (!IsAccountedFor())
            yield return new Sentence("Phần thêm có dữ liệu không thuộc đối tượng nào.",
                "What was appended holds bytes that belong to no object.");
    }

    // /Info is judged for itself; nothing else of a trailer means anything to a reader
    private bool HasSameRoot()
    {
        var (before, after) = (update.Before.Trailer, update.After.Trailer);
        var (was, now) = (update.Before.Array(before["ID"]), update.After.Array(after["ID"]));
        return before["Root"] is PdfReference root && root.Equals(after["Root"])
            && Equals(before["Encrypt"], after["Encrypt"])
            && (was is not [{ } own, ..] || now is not [{ } other, ..] || own.Equals(other));
    }

    // readers look for startxref near the end, and rebuild the file where it or /Size is not as it should be
    private bool EndsPlainly() => update.After.Source.FindLast("startxref"u8) >= update.After.Length - MostAtEnd
        && update.After.Trailer["Size"]?.AsInteger is { } size
        && update.After.Revisions.Skip(update.Before.Revisions.Count).All(one => one.Objects.All(entry =>
            entry.Value.Place == PdfPlace.Free || entry.Key < size));

    private bool IsAmbiguous() => update.After.Revisions.Skip(update.Before.Revisions.Count).Any(one =>
        one.Trailer.Repeats || Contradicts(one) || one.Objects.Keys.Any(number => Repeats(Update.Value(update.After, number))));

    private static bool Repeats(PdfObject value) => value switch
    {
        PdfStream stream => Repeats(stream.Dictionary),
        PdfDictionary dictionary => dictionary.Repeats || dictionary.Any(entry => Repeats(entry.Value)),
        PdfArray array => array.Any(Repeats),
        _ => false,
    };

    // a hybrid's table that frees what its stream keeps: readers of either see another document
    private bool Contradicts(PdfRevision revision)
    {
        if (HiddenSection(revision) is null)
            return false;
        var parser = new PdfParser(new PdfLexer(source, revision.XrefOffset));
        parser.Lexer.Next();
        return XrefTable.Read(parser, revision.XrefOffset, update.After.OffsetBase).Entries.Any(entry =>
            entry.Value.Place == PdfPlace.Free && update.Before.Objects.GetValueOrDefault(entry.Key).Place != PdfPlace.Free
            && update.After.Objects.GetValueOrDefault(entry.Key).Place != PdfPlace.Free);
    }

    private bool IsAccountedFor()
    {
        var parts = new List<(long Start, long End)>();
        foreach (var revision in update.After.Revisions.Skip(update.Before.Revisions.Count))
        {
            if (Hides(revision))
                return false;
            parts.Add((revision.XrefOffset, revision.End));
            if (HiddenSection(revision) is { } hidden && !revision.Objects.Values.Any(place => place.Offset == hidden))
                parts.Add((hidden, End(hidden)));
            parts.AddRange(revision.Objects.Values
                .Where(place => place.Place == PdfPlace.AtOffset && place.Offset != revision.XrefOffset
                    && place.Offset >= update.Before.Length)
                .Select(place => (place.Offset, End(place.Offset))));
        }

        parts.Sort();
        var reached = update.Before.Length;
        foreach (var (start, end) in parts)
        {
            if (!IsBlank(reached, start))
                return false;
            reached = end;
        }

        return reached <= update.After.Length && IsBlank(reached, update.After.Length);
    }

    // a comment inside or after a section could hold what a reader takes for an object
    private bool Hides(PdfRevision revision)
    {
        var start = revision.IsStream ? End(revision.XrefOffset) : revision.XrefOffset;
        var section = new byte[(int)Math.Clamp(revision.End - start, 0, PdfLimits.TokenBytes)];
        source.Read(start, section);
        return section.AsSpan().IndexOf("obj"u8) >= 0;
    }

    // a hybrid's stream, which need not be listed itself (ISO 32000-2 7.5.8.4)
    private long? HiddenSection(PdfRevision revision) => revision.IsStream ? null
        : revision.Trailer["XRefStm"]?.AsInteger + update.After.OffsetBase;

    private bool IsBlank(long from, long to)
    {
        while (from < to && PdfLexer.IsBlank(source.ByteAt(from)))
            from++;
        return from == to;
    }

    private long End(long offset) => source.Parts.Object(0, offset, source.Length)?.End
        ?? IndirectObject.Read(new PdfParser(new PdfLexer(source, offset)), Length).End;

    private long Length(PdfObject? length) => update.After.Resolve(length).AsInteger ?? -1;
}

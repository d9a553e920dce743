using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// Whether what was appended is a plain incremental update (ISO 32000-2 7.5.6): it builds on what was signed, and each of its bytes belongs
/// to an object its cross-reference names, so that a reader that searches for objects finds nothing else.
/// </summary>
internal sealed class UpdateForm(Update update, PdfSource source)
{
    public IEnumerable<Sentence> Faults()
    {
        if (!update.Continues)
        {
            yield return new Sentence("Phần thêm không nối tiếp bản đã ký.", "What was appended does not build on the signed version.");
            yield break;
        }

        if (!HasSameRoot())
            yield return new Sentence("Phần thêm thay đổi gốc của tài liệu.", "What was appended changes the root of the document.");
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

    private bool IsAccountedFor()
    {
        var parts = new List<(long Start, long End)>();
        foreach (var revision in update.After.Revisions.Skip(update.Before.Revisions.Count))
        {
            if (!revision.IsStream && Hides(revision))
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

    // a comment inside a table could hold what a reader takes for an object
    private bool Hides(PdfRevision revision)
    {
        var section = new byte[(int)Math.Min(revision.End - revision.XrefOffset, PdfLimits.TokenBytes)];
        source.Read(revision.XrefOffset, section);
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

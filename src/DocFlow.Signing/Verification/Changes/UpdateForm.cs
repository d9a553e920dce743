using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// Whether what was appended is a plain incremental update (ISO 32000-2 7.5.6): it builds on what was signed, and each of its bytes belongs
/// to an object its cross-reference names, so that a reader that searches for objects finds nothing else.
/// </summary>
internal sealed class UpdateForm(Update update, PdfSource source)
{
    // of the place in the file, not of the document
    private static readonly string[] Bookkeeping = ["Size", "Prev", "ID", "Type", "W", "Index", "Length", "Filter", "DecodeParms"];

    public IEnumerable<Sentence> Faults()
    {
        if (!BuildsOnBefore())
        {
            yield return new Sentence("Phần thêm không nối tiếp bản đã ký.", "What was appended does not build on the signed version.");
            yield break;
        }

        if (!HasSameTrailer())
            yield return new Sentence("Phần thêm thay đổi gốc của tài liệu.", "What was appended changes the root of the document.");
        if (!IsAccountedFor())
            yield return new Sentence("Phần thêm có dữ liệu không thuộc đối tượng nào.",
                "What was appended holds bytes that belong to no object.");
    }

    private bool BuildsOnBefore()
    {
        var (before, after) = (update.Before.Revisions, update.After.Revisions);
        return after.Count > before.Count
            && before.Select(one => one.XrefOffset).SequenceEqual(after.Take(before.Count).Select(one => one.XrefOffset));
    }

    private bool HasSameTrailer()
    {
        var (before, after) = (update.Before.Trailer, update.After.Trailer);
        return before.Without(Bookkeeping).Without("XRefStm").Equals(after.Without(Bookkeeping))
            && (update.Before.Array(before["ID"])?[0].Equals(update.After.Array(after["ID"])?[0]) ?? true);
    }

    private bool IsAccountedFor()
    {
        var parts = new List<(long Start, long End)>();
        foreach (var revision in update.After.Revisions.Skip(update.Before.Revisions.Count))
        {
            parts.Add((revision.XrefOffset, revision.End));
            parts.AddRange(revision.Objects.Values
                .Where(place => place.Place == PdfPlace.AtOffset && place.Offset != revision.XrefOffset
                    && place.Offset >= update.Before.Length)
                .Select(place => (place.Offset, IndirectObject.Read(new PdfParser(new PdfLexer(source, place.Offset)), Length).End)));
        }

        var reached = update.Before.Length;
        foreach (var (start, end) in parts.Order())
        {
            if (!IsBlank(reached, start))
                return false;
            reached = end;
        }

        return reached <= update.After.Length && IsBlank(reached, update.After.Length);
    }

    private bool IsBlank(long from, long to)
    {
        while (from < to && PdfLexer.IsBlank(source.ByteAt(from)))
            from++;
        return from == to;
    }

    private long Length(PdfObject? length) => update.After.Resolve(length).AsInteger ?? -1;
}

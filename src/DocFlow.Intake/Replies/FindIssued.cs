using DocFlow.EdXml.Packets;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Intake.Replies;

/// <summary>
/// Finds what we issued among the documents that a packet says it answers (edXML ResponseFor), in whatever form it names them.
/// </summary>
internal static class FindIssued
{
    // a reply names one document, seldom two; a hostile packet thousands
    private const int Most = 20;

    private sealed record Named(string? OrganId, int? Year, string Code);

    public static async Task<IReadOnlyList<IssuedDocument>> Handle(MessageHeader header, string toCode, ReadSession session)
    {
        var named = header.ResponseFor.Take(Most).Select(Read).OfType<Named>().Distinct().ToList();
        if (named.Count == 0)
            return [];
        var ours = await OurCodes(toCode, session);
        var found = new List<IssuedDocument>();
        foreach (var one in named.Where(one => one.OrganId is null || ours.Contains(one.OrganId)))
        {
            var issued = await session.List<IssuedDocument>(OfCode, new { CodeKey = DocumentCode.KeyOf(one.Code) });
            found.AddRange(issued.Where(document => one.Year is null || document.IssuedOn.Year == one.Year));
        }

        return [.. found.DistinctBy(document => document.IssueId)];
    }

    // the id says most; where it is opaque or missing, the code and the day stand beside it
    private static Named? Read(ResponseFor named)
    {
        if (named.DocumentId is { } text && AnyDocumentId.Of(text) is { Code: { } code } id)
            return new Named(id.OrganId, id.Year, code.ToString());
        return named.Code is null ? null : new Named(named.OrganId, named.PromulgationDate?.Value?.Year, named.Code);
    }

    private static async Task<HashSet<string>> OurCodes(string toCode, ReadSession session)
    {
        var agency = await Agency.Find(session);
        var listed = await DirectoryEntry.Find(session, agency?.Code ?? toCode);
        return new[] { toCode, agency?.Code, listed?.Code, listed?.OldCode }.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private const string OfCode = $"""
        select {IssuedDocument.Columns}
        from intake_issued i
        where i.code_key = @CodeKey
        order by i.issued_on desc
        """;
}

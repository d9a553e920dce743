using System.Text.Json;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Evidence;
using DocFlow.Platform.Messaging;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// What was asked about the copies of an issued document, what each recipient answered, and what it froze: for its evidence.
/// </summary>
internal static class RecallRecord
{
    private static readonly JsonSerializerOptions Json = new(MessageJson.Options) { WriteIndented = true };

    private sealed record IssueRow
    {
        public required Guid Id { get; init; }
        public required string Code { get; init; }
        public DateTimeOffset? RecalledAt { get; init; }
        public string? RecallReason { get; init; }
        public string? Replaces { get; init; }
        public string? ReplacedByCode { get; init; }
    }

    private sealed record RequestRow
    {
        public required string Recipient { get; init; }
        public required string Kind { get; init; }
        public required string Reason { get; init; }
        public string? Change { get; init; }
        public required DateTimeOffset AskedAt { get; init; }
        public required string AskedByName { get; init; }
        public required string State { get; init; }
        public string? Answer { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
    }

    /// <summary>One text for each letter that something was asked about.</summary>
    public static async Task<IReadOnlyList<EvidencePart>> Of(ReadSession session, Guid document)
    {
        var parts = new List<EvidencePart>();
        foreach (var issue in await session.List<IssueRow>(Issues, new { Id = document }))
        {
            var asked = await session.List<RequestRow>(Asked, new { issue.Id });
            if (asked.Count > 0 || issue is not { RecalledAt: null, Replaces: null, ReplacedByCode: null })
                parts.Add(Part(issue, asked));
        }

        return parts;
    }

    private static EvidencePart Part(IssueRow issue, IReadOnlyList<RequestRow> asked)
    {
        var said = new
        {
            issue.Code,
            RecalledAt = issue.RecalledAt?.InOffice(),
            issue.RecallReason,
            issue.Replaces,
            ReplacedBy = issue.ReplacedByCode,
            Asked = asked.Select(one => new
            {
                one.Recipient,
                one.Kind,
                one.Reason,
                Change = one.Change is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : (JsonElement?)null,
                AskedAt = one.AskedAt.InOffice(),
                one.AskedByName,
                one.State,
                one.Answer,
                AnsweredAt = one.AnsweredAt?.InOffice(),
            }),
        };
        var name = issue.Code.Replace('/', '-').Replace('\\', '-') + " recall.json";
        return new(EvidenceKind.Report, name) { Bytes = JsonSerializer.SerializeToUtf8Bytes(said, Json) };
    }

    private const string Issues = """
        select i.id, i.code, i.recalled_at, i.recall_reason, older.code as replaces, i.replaced_by_code
        from dispatch_issue i
        left join dispatch_issue older on older.id = i.replaces
        where i.document_id = @Id
        order by i.reserved_at, i.id
        """;

    private const string Asked = """
        select d.recipient_code as recipient, r.kind, r.reason, r.change, r.asked_at, r.asked_by_name, r.state, r.answer, r.answered_at
        from dispatch_request r
        join dispatch_delivery d on d.id = r.delivery_id
        where r.issue_id = @Id
        order by r.asked_at, r.id
        """;
}

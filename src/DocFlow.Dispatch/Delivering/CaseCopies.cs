using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// What a case's page shows of the copies of its letter: asked here, where it is true, whenever somebody looks (ADR 0042).
/// </summary>
internal static class CaseCopies
{
    private sealed record CopyRow
    {
        public required Guid Id { get; init; }
        public required string RecipientCode { get; init; }
        public required string RecipientName { get; init; }
        public required string State { get; init; }
        public string? ErrorCode { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }
    }

    private sealed record Word
    {
        public required Guid DeliveryId { get; init; }
        public required string Code { get; init; }
        public string? Description { get; init; }
        public required DateTimeOffset At { get; init; }
    }

    public static async Task<IReadOnlyList<CaseCopy>> Of(ReadSession session, Guid caseId)
    {
        var asked = new { CaseId = caseId, Yes = true };
        var copies = await session.Ask<CopyRow>(Copies, asked);
        var words = await session.Ask<Word>(Said, asked);
        var said = (await words.Answer()).ToLookup(word => word.DeliveryId);
        return [.. (await copies.Answer()).Select(copy => Drawn(copy, said[copy.Id]))];
    }

    private static CaseCopy Drawn(CopyRow copy, IEnumerable<Word> words)
    {
        var ended = copy.State == DeliveryRow.Recalled;
        var said = words.LastOrDefault(word => !ended || word.Code == StatusCode.ChangeAgreed.Raw);
        return new CaseCopy
        {
            RecipientCode = copy.RecipientCode,
            RecipientName = copy.RecipientName,
            State = said?.Code ?? copy.State switch
            {
                DeliveryRow.Sent or DeliveryRow.Failed or DeliveryRow.Recalled => copy.State,
                _ => "queued",
            },
            Description = said is null && copy.State == DeliveryRow.Failed ? DeliveryTrouble.Of(copy.ErrorCode).Vi : said?.Description,
            At = said?.At ?? copy.ChangedAt,
        };
    }

    private const string Copies = """
        select d.id, d.recipient_code, d.recipient_name, d.state, d.error_code, d.changed_at
        from dispatch_issue i
        join dispatch_delivery d on d.issue_id = i.id
        where i.case_id = @CaseId and i.voided_at is null
        order by d.recipient_name
        """;

    // what moved a copy, and behind it, whatever the clocks of two processes say, what we asked that nobody answered
    private const string Said = """
        select s.delivery_id, s.code, s.description, s.recorded_at as at, 0 as unanswered
        from dispatch_issue i
        join dispatch_delivery d on d.issue_id = i.id
        join dispatch_status s on s.delivery_id = d.id
        where i.case_id = @CaseId and i.voided_at is null and s.moved = @Yes
        union all
        select r.delivery_id, '13' as code, r.reason as description, r.asked_at as at, 1 as unanswered
        from dispatch_issue i
        join dispatch_request r on r.issue_id = i.id
        where i.case_id = @CaseId and i.voided_at is null and r.kind = 'Recall' and r.state = 'Asked'
        order by unanswered, at
        """;
}

using DocFlow.Contracts;
using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// POST /dispatch/ready/{caseId}/replaces: a clerk says which issued document a letter replaces, before it is issued; its packets say so
/// (type 3) to those who have the old one, and they answer 15 or 16.
/// </summary>
public static class ReplaceDocument
{
    /// <summary>The old document's year, number and notation; no code: it replaces none.</summary>
    public sealed record Command(int Year, string? Code);

    /// <summary>What it replaces now.</summary>
    public sealed record Answer(Guid CaseId, Guid? Replaces);

    private sealed record CopyRow
    {
        public required Guid Id { get; init; }
    }

    internal static void Map(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder dispatch) =>
        Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(dispatch, "/ready/{caseId:guid}/replaces", async (
            Guid caseId, Command command, RequestKey key, Actor actor, Once once, Language language, CancellationToken stop) =>
            (await once.Run(key, new { caseId, command }, session => Handle(session, caseId, command, actor), stop)).ToResult(language));

    public static async Task<Outcome<Answer>> Handle(Session session, Guid caseId, Command command, Actor actor)
    {
        if (!actor.MaySeal)
            return IssueRefusals.NoSeal;
        IssueRow? old = null;
        if (!string.IsNullOrWhiteSpace(command.Code))
        {
            old = await session.Find<IssueRow>(ByCode, new { command.Year, Code = command.Code.Trim() });
            if (old is null)
                return IssueRefusals.Unknown;
            if (old is not { State: "issued", RecalledAt: null })
                return old.RecalledAt is null ? RecallRefusals.NotIssued : RecallRefusals.Frozen;
        }

        if (await session.Execute(Name, new { CaseId = caseId, Replaces = old?.Id }) == 0)
            return IssueRefusals.NotReady;
        await session.Record(caseId, "replaces", actor, new { old?.Code });
        return new Answer(caseId, old?.Id);
    }

    /// <summary>The letter is issued: those who have the old document are asked to take this one for it.</summary>
    internal static async Task Carry(Session session, Guid issue, CaseReadyToIssue ready, Actor by)
    {
        if (await session.Find<Guid?>(Named, new { ready.CaseId, ready.CaseVersion }) is not { } old)
            return;
        await session.Execute(Keep, new { Id = issue, Replaces = old });
        foreach (var copy in await session.List<CopyRow>(WithOld, new { Id = issue, Old = old }))
        {
            await new CopyRequest
            {
                Id = Guid.CreateVersion7(session.Now),
                IssueId = issue,
                DeliveryId = copy.Id,
                Kind = PacketBusiness.Replace,
                Reason = "Thay thế văn bản đã gửi",
                AskedAt = session.Now,
                AskedByName = by.FullName,
                State = CopyRequestState.Asked,
            }.Keep(session);
        }
    }

    private const string ByCode = $"""
        select {IssueRow.Columns}
        from dispatch_issue
        where year = @Year and code = @Code
        """;

    private const string Name = """
        update dispatch_ready
        set replaces = @Replaces
        where case_id = @CaseId and state = 'waiting'
        """;

    private const string Named = """
        select replaces
        from dispatch_ready
        where case_id = @CaseId and case_version = @CaseVersion and replaces is not null
        """;

    private const string Keep = """
        update dispatch_issue
        set replaces = @Replaces
        where id = @Id
        """;

    private const string WithOld = """
        select newer.id
        from dispatch_delivery newer
        join dispatch_delivery older on older.recipient_code = newer.recipient_code
        where newer.issue_id = @Id and older.issue_id = @Old and older.state <> 'recalled'
        """;
}

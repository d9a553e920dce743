using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Dispatch.Issuing;

/// <summary>A case that everyone has signed, as Workflow announced it.</summary>
public sealed record ReadyCase
{
    /// <summary>A clerk may issue it or send it back.</summary>
    public const string Waiting = "waiting";

    /// <summary>A later readiness of the same case took its place.</summary>
    public const string Replaced = "replaced";

    /// <summary>A clerk sent it back.</summary>
    public const string Declined = "declined";

    /// <summary>It was issued.</summary>
    public const string Issued = "issued";

    public required Guid CaseId { get; init; }

    public required int CaseVersion { get; init; }

    public required string State { get; init; }

    public required string FileSha256 { get; init; }

    public required string Body { get; init; }

    /// <summary>All that Workflow said about it.</summary>
    public CaseReadyToIssue Said => Read(Body);

    /// <summary>A kept announcement.</summary>
    public static CaseReadyToIssue Read(string body) => JsonSerializer.Deserialize<CaseReadyToIssue>(body, MessageJson.Options)!;

    /// <summary>The newest readiness of a case, or null.</summary>
    public static Task<ReadyCase?> Find(ReadSession session, Guid caseId) => session.Find<ReadyCase>(Newest, new { CaseId = caseId });

    /// <summary>The same, together with what is asked next.</summary>
    public static Task<Later<IReadOnlyList<ReadyCase>>> Ask(ReadSession session, Guid caseId) =>
        session.Ask<ReadyCase>(Newest, new { CaseId = caseId });

    /// <summary>Moves it on if nobody was faster.</summary>
    public async Task<bool> Move(Session session, string to) =>
        await session.Execute(MoveIfWaiting, new { CaseId, CaseVersion, To = to }) == 1;

    private const string Newest = """
        select case_id, case_version, state, file_sha256, body
        from dispatch_ready
        where case_id = @CaseId
            and case_version = (select max(case_version) from dispatch_ready where case_id = @CaseId)
        """;

    private const string MoveIfWaiting = """
        update dispatch_ready
        set state = @To
        where case_id = @CaseId and case_version = @CaseVersion and state = 'waiting'
        """;
}

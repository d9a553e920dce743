using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Issuing;

/// <summary>
/// GET /dispatch/ready?page=&amp;caseId=: the cases that wait to be issued, the most urgent first, or one of them; with the number that an
/// interrupted issue left reserved.
/// </summary>
public static class ListReady
{
    /// <summary>A page that is full may have another behind it.</summary>
    public const int PageLength = 50;

    public sealed record Letter
    {
        public required Guid CaseId { get; init; }

        public required string FileSha256 { get; init; }

        public required string Body { get; init; }

        public Guid? IssueId { get; init; }

        public string? ReservedCode { get; init; }

        /// <summary>The issued document that it is to replace.</summary>
        public string? ReplacesCode { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapGet("/ready", async (
        int? page, Guid? caseId, Database database, CancellationToken stop) =>
    {
        var letters = await database.Glance(
            async session => caseId is { } one ? await Of(session, one) : await Handle(session, page ?? 1), stop);
        return Results.Json(letters.Select(Shown), MessageJson.Options);
    }).WithMetadata(Readers);

    /// <summary>Who looks at the clerk's desk.</summary>
    internal static RequiresRoleAttribute Readers { get; } = new(Role.Clerk, Role.Leader, Role.Administrator, Role.Inspector);

    public static Task<IReadOnlyList<Letter>> Handle(ReadSession session, int page = 1) => session.List<Letter>(
        Waiting, new { Offset = (Math.Max(page, 1) - 1) * PageLength, Limit = PageLength });

    /// <summary>One case, if it waits.</summary>
    public static Task<IReadOnlyList<Letter>> Of(ReadSession session, Guid caseId) =>
        session.List<Letter>(WaitingOfCase, new { CaseId = caseId });

    /// <summary>How many wait.</summary>
    public static Task<long> Count(ReadSession session) => session.One<long>(HowMany);

    private static object Shown(Letter letter)
    {
        var said = ReadyCase.Read(letter.Body);
        return new
        {
            letter.CaseId,
            said.DocumentId,
            said.CaseVersion,
            letter.FileSha256,
            said.FileName,
            said.Draft.TypeName,
            said.Draft.Notation,
            said.Draft.Subject,
            said.Draft.Urgency,
            said.Draft.Pages,
            Signer = said.Signatory.FullName,
            said.Draft.Recipients,
            said.ReadyAt,
            letter.ReservedCode,
            letter.ReplacesCode,
        };
    }

    private const string Select = """
        select r.case_id, r.file_sha256, r.body, i.id as issue_id, i.code as reserved_code, o.code as replaces_code
        from dispatch_ready r
        left join dispatch_issue o on o.id = r.replaces
        left join dispatch_issue i on i.case_id = r.case_id and i.voided_at is null and i.state = 'reserved'
        """;

    private const string Waiting = $$"""
        {{Select}}
        where r.state = 'waiting'
        order by r.urgency desc, r.ready_at, r.case_id
        {page}
        """;

    private const string WaitingOfCase = $"""
        {Select}
        where r.case_id = @CaseId and r.state = 'waiting'
        """;

    private const string HowMany = """
        select count(*)
        from dispatch_ready
        where state = 'waiting'
        """;
}

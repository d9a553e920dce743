using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Issuing;

/// <summary>
/// GET /dispatch/ready: the cases that wait to be issued, the most urgent first; with the number that an interrupted issue left reserved.
/// </summary>
public static class ListReady
{
    public sealed record Letter
    {
        public required Guid CaseId { get; init; }

        public required string FileSha256 { get; init; }

        public required string Body { get; init; }

        public Guid? IssueId { get; init; }

        public string? ReservedCode { get; init; }
    }

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapGet("/ready", async (
        Database database, CancellationToken stop) =>
        Results.Json((await database.Read(Handle, stop)).Select(Shown), MessageJson.Options)).WithMetadata(Readers);

    /// <summary>Who looks at the clerk's desk.</summary>
    internal static RequiresRoleAttribute Readers { get; } = new(Role.Clerk, Role.Leader, Role.Administrator, Role.Inspector);

    public static Task<IReadOnlyList<Letter>> Handle(ReadSession session) => session.List<Letter>(Waiting);

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
        };
    }

    private const string Waiting = """
        select r.case_id, r.file_sha256, r.body, i.id as issue_id, i.code as reserved_code
        from dispatch_ready r
        left join dispatch_issue i on i.case_id = r.case_id and i.state = 'reserved'
        where r.state = 'waiting'
        order by r.urgency desc, r.ready_at
        """;

    private const string HowMany = """
        select count(*)
        from dispatch_ready
        where state = 'waiting'
        """;
}

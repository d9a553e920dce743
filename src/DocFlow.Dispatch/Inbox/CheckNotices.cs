using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Reconciling;

namespace DocFlow.Dispatch.Inbox;

/// <summary>What the reconciler asks of the notices: which mails were given up. They go out again when somebody says so.</summary>
internal static class CheckNotices
{
    private sealed record NoticeRow
    {
        public required Guid Id { get; init; }
        public required string AgencyCode { get; init; }
        public required string Code { get; init; }
        public required string Address { get; init; }
        public string? LastError { get; init; }
        public required DateTimeOffset DueAt { get; init; }
    }

    public static async Task<IReadOnlyList<Finding>> Failed(ReadSession session, Look look)
    {
        var rows = await session.List<NoticeRow>(GivenUp, look.Parameters);
        return [.. rows.Select(row => new Finding("notice.failed", row.Id, row.DueAt,
            $"Thư báo văn bản {row.Code} tới {row.Address} không gửi được: {row.LastError}. Sửa địa chỉ trong danh bạ hoặc máy chủ thư.",
            $"The mail about {row.Code} to {row.Address} did not go out: {row.LastError}. Mend its address or the mail server.")
        {
            Heal = write => TellAgain(write, row),
        })];
    }

    // the address may have been corrected since
    private static async Task<bool> TellAgain(Session session, NoticeRow row)
    {
        var address = (await DirectoryEntry.Find(session, row.AgencyCode))?.Mail ?? row.Address;
        return await session.Execute(Again, new { row.Id, Address = address, session.Now }) > 0;
    }

    private const string GivenUp = """
        select id, agency_code, code, address, last_error, due_at
        from dispatch_notice
        where state = 'failed'
        order by due_at
        {page}
        """;

    private const string Again = """
        update dispatch_notice
        set state = 'due', address = @Address, sends = 0, due_at = @Now
        where id = @Id and state = 'failed'
        """;
}

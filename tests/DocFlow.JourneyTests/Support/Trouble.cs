using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.JourneyTests.Support;

/// <summary>Leaves in an installation's database what a fault or a crash would leave there.</summary>
internal static class Trouble
{
    /// <summary>The database of an installation that was given a folder and nothing else.</summary>
    public static DataOptions Embedded(string folder) => new() { Connection = $"Data Source={Path.Combine(folder, "docflow.db")}" };

    /// <summary>A message about a case that nobody knows: its consumer will fail at it.</summary>
    public static Task UnknownCase(DataOptions data, Guid document, string by) => In(data, async session =>
    {
        var unknown = Guid.CreateVersion7();
        await session.Publish(new IssueDeclined
        {
            CaseId = unknown, DocumentId = document, Reason = by, DeclinedByName = by, DeclinedAt = session.Now,
        });
        return unknown;
    });

    /// <summary>A message that a consumer gave up two hours ago; its id.</summary>
    public static Task<Guid> FailedMessage(DataOptions data) => In(data, async session =>
    {
        var row = new { Id = Guid.CreateVersion7(), LongAgo = session.Now.AddHours(-2) };
        await session.Execute(Failed, row);
        await session.Execute(Failure, row);
        return row.Id;
    });

    /// <summary>A signature that was begun two hours ago and never finished, instead of any before.</summary>
    public static Task HalfSignature(DataOptions data, Guid caseId) => In(data, async session =>
    {
        await session.Execute("delete from workflow_signature");
        return await session.Execute(HalfSigned, new { Id = Guid.CreateVersion7(), CaseId = caseId, LongAgo = session.Now.AddHours(-2) });
    });

    private static async Task<T> In<T>(DataOptions data, Func<Session, Task<T>> work)
    {
        using var signal = new OutboxSignal();
        using var database = new Database(data, TimeProvider.System, signal);
        return await database.Write(work);
    }

    private const string Failed = """
        insert into outbox_message (id, type, body, created_at, due_at, sends, handled, failed_at)
        values (@Id, 'DocFlow.Contracts.DocumentIssued', '{}', @LongAgo, @LongAgo, 6, 0, @LongAgo)
        """;

    private const string Failure = """
        insert into outbox_failure (message_id, consumer, reason, failed_at)
        values (@Id, 'CloseCase', 'System.InvalidOperationException: the case has no such step', @LongAgo)
        """;

    private const string HalfSigned = """
        insert into workflow_signature (id, case_id, case_version, signer, seen_sha256, field, reserved_at, state)
        values (@Id, @CaseId, 1, @Id, '', '', @LongAgo, 'reserved')
        """;
}

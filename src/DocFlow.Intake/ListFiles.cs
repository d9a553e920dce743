using System.Text.Json;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake;

/// <summary>GET /intake/files: what came in and awaits a decision or its registration, oldest first.</summary>
public static class ListFiles
{
    /// <summary>A received file.</summary>
    public sealed record Waiting
    {
        public required Guid FileId { get; init; }

        public required string Name { get; init; }

        public required string Sha256 { get; init; }

        public required long Length { get; init; }

        public required FileState State { get; init; }

        public required DateTimeOffset ReceivedAt { get; init; }

        public required string ReceivedByName { get; init; }

        public required ScreeningReport Report { get; init; }
    }

    private sealed record FileRow
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }

        public required string Sha256 { get; init; }

        public required long Length { get; init; }

        public required FileState State { get; init; }

        public required DateTimeOffset ReceivedAt { get; init; }

        public required string ReceivedByName { get; init; }

        public required string Report { get; init; }

        public Waiting Shown() => new()
        {
            FileId = Id,
            Name = Name,
            Sha256 = Sha256,
            Length = Length,
            State = State,
            ReceivedAt = ReceivedAt,
            ReceivedByName = ReceivedByName,
            Report = JsonSerializer.Deserialize<ScreeningReport>(Report, MessageJson.Options)!,
        };
    }

    public static async Task<Outcome<IReadOnlyList<Waiting>>> Handle(ReadSession session, Actor actor)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;
        var rows = await session.List<FileRow>(Select + " where state in ('Held', 'Ready') order by received_at, id");
        return rows.Select(row => row.Shown()).ToList();
    }

    /// <summary>One file, whatever its state.</summary>
    public static async Task<Outcome<Waiting>> One(Guid file, ReadSession session, Actor actor)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;
        return await session.Find<FileRow>(Select + " where id = @Id", new { Id = file }) is { } row ? row.Shown() : Refusals.UnknownFile;
    }

    /// <summary>How many wait, for the door to the clerk's desk.</summary>
    public static Task<long> Count(ReadSession session) =>
        session.One<long>("select count(*) from intake_file where state in ('Held', 'Ready')");

    private const string Select = """
        select id, name, sha256, length, state, received_at, received_by_name, report
        from intake_file
        """;
}

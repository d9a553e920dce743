using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;

namespace DocFlow.Intake;

/// <summary>GET /intake/files?page=: what came in and awaits a decision or its registration, oldest first.</summary>
public static class ListFiles
{
    /// <summary>A page that is full may have another behind it.</summary>
    public const int PageLength = 100;

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

        /// <summary>The packet it came in, over the exchange.</summary>
        public Guid? PacketId { get; init; }

        /// <summary>Whether a page can show it.</summary>
        public bool IsShown => State != FileState.Destroyed && Report.Unusable is null;
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

        public Guid? PacketId { get; init; }

        public Waiting Shown() => new()
        {
            FileId = Id,
            Name = Name,
            Sha256 = Sha256,
            Length = Length,
            State = State,
            ReceivedAt = ReceivedAt,
            ReceivedByName = ReceivedByName,
            Report = ScreeningReport.Read(Report),
            PacketId = PacketId,
        };
    }

    public static async Task<Outcome<IReadOnlyList<Waiting>>> Handle(ReadSession session, Actor actor, int page = 1)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;
        var cut = new { Offset = (Math.Max(page, 1) - 1) * PageLength, Limit = PageLength };
        return (await session.List<FileRow>(Undone, cut)).Select(row => row.Shown()).ToList();
    }

    /// <summary>One file, whatever its state.</summary>
    public static async Task<Outcome<Waiting>> One(Guid file, ReadSession session, Actor actor)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;
        return await session.Find<FileRow>(ById, new { Id = file }) is { } row ? row.Shown() : Refusals.UnknownFile;
    }

    /// <summary>What may be enclosed with a file: those ready that came in since a day before it.</summary>
    public static async Task<IReadOnlyList<Waiting>> Beside(Waiting file, ReadSession session)
    {
        var cut = new { Since = file.ReceivedAt.AddDays(-1), Offset = 0, Limit = PageLength + 1 };
        var rows = await session.List<FileRow>(ReadySince, cut);
        return [.. rows.Where(row => row.Id != file.FileId).Select(row => row.Shown())];
    }

    /// <summary>The files of a packet, in its order.</summary>
    internal static async Task<IReadOnlyList<Waiting>> OfPacket(ReadSession session, Guid packet) =>
        [.. (await session.List<FileRow>(InPacket, new { Packet = packet })).Select(row => row.Shown())];

    /// <summary>The files of a page of the packets that wait.</summary>
    internal static async Task<IReadOnlyList<Waiting>> OfWaitingPackets(ReadSession session, object cut) =>
        [.. (await session.List<FileRow>(InWaitingPackets, cut)).Select(row => row.Shown())];

    /// <summary>How many wait, for the door to the clerk's desk.</summary>
    public static Task<long> Count(ReadSession session) => session.One<long>(HowMany);

    private const string HowMany = """
        select count(*)
        from intake_file
        where state in ('Held', 'Ready') and packet_id is null
        """;

    private const string Select = """
        select id, name, sha256, length, state, received_at, received_by_name, report, packet_id
        from intake_file
        """;

    private const string Undone = $$"""
        {{Select}}
        where state in ('Held', 'Ready') and packet_id is null
        order by received_at, id
        {page}
        """;

    private const string ReadySince = $$"""
        {{Select}}
        where state = 'Ready' and received_at >= @Since and packet_id is null
        order by received_at, id
        {page}
        """;

    private const string InPacket = $"""
        {Select}
        where packet_id = @Packet
        order by position
        """;

    private const string InWaitingPackets = $$"""
        {{Select}}
        where packet_id in (
            select p.id
            from intake_packet p
            where p.state = 'Waiting'
            order by p.urgency desc, p.received_at, p.id
            {page})
        order by position
        """;

    private const string ById = $"""
        {Select}
        where id = @Id
        """;
}

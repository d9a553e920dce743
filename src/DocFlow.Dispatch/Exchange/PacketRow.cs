using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Exchange;

/// <summary>A packet that was accepted here.</summary>
internal sealed record PacketRow
{
    public const string Document = "edoc";
    public const string Status = "status";

    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string FromCode { get; init; }

    public required string ExchangeId { get; init; }

    public required string Sha256 { get; init; }

    public required long Length { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When it was given back to its sender: its bytes are destroyed, and destroyed again should they come once more.</summary>
    public DateTimeOffset? DestroyedAt { get; init; }

    public static Task<PacketRow?> OfContent(ReadSession session, string sha256) =>
        session.Find<PacketRow>(BySha256, new { Sha256 = sha256 });

    /// <summary>Who has a copy.</summary>
    public static Task<IReadOnlyList<string>> Recipients(ReadSession session, Guid packet) =>
        session.List<string>(HaveCopies, new { Id = packet });

    /// <summary>Its bytes came once more, for a recipient that never had it.</summary>
    public Task KeepAgain(Session session) => session.Execute(Revive, new { Id });

    public static async Task<PacketRow> Add(Session session, Judged judged, PacketSource source)
    {
        var packet = judged.Packet;
        var row = new PacketRow
        {
            Id = judged.Says.PacketId,
            Kind = packet.Kind,
            FromCode = packet.From.OrganId,
            ExchangeId = packet.ExchangeId,
            Sha256 = packet.File.Sha256,
            Length = packet.File.Length,
            AcceptedAt = judged.Says.AcceptedAt,
        };
        await session.Keep(Insert, new
        {
            row.Id,
            row.Kind,
            Business = (int?)packet.Business,
            row.FromCode,
            FromName = Shortened.Of(packet.From.OrganName, 200),
            row.ExchangeId,
            packet.Code,
            packet.Subject,
            row.Sha256,
            row.Length,
            Way = source.Way.ToString().ToLowerInvariant(),
            ViaCode = source.Code,
            row.AcceptedAt,
            Status = packet.About?.StatusCode.Raw,
        });
        return row;
    }

    private const string BySha256 = """
        select id, kind, from_code, exchange_id, sha256, length, accepted_at, destroyed_at
        from dispatch_packet
        where sha256 = @Sha256
        """;

    private const string HaveCopies = """
        select recipient_code
        from dispatch_packet_copy
        where packet_id = @Id
        """;

    private const string Revive = """
        update dispatch_packet
        set destroyed_at = null
        where id = @Id
        """;

    private const string Insert = """
        insert into dispatch_packet (
            id, kind, business, from_code, from_name, exchange_id, code, subject, sha256, length, way, via_code, accepted_at,
            status)
        values (
            @Id, @Kind, @Business, @FromCode, @FromName, @ExchangeId, @Code, @Subject, @Sha256, @Length, @Way, @ViaCode, @AcceptedAt,
            @Status)
        """;
}

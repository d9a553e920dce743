using DocFlow.Dispatch.Proof;
using DocFlow.Platform.Trail;

namespace DocFlow.Tests.Dispatch.Proof;

/// <summary>Acceptances and receipts to be checked.</summary>
internal static class Receipts
{
    public const string ExchangeId = "H53,2026/02/02,01/VPCP-TTĐT";

    public static readonly string Hash = new('a', 64);

    public static ReceiptedPacket Packet { get; } = new(ExchangeId, Hash, 1_234);

    public static Acceptance Said { get; } = new()
    {
        AcceptedBy = new("G22", "Văn phòng Chính phủ"),
        From = new("H53", "UBND tỉnh \"Tây Ninh\" <1>"),
        PacketId = Guid.Parse("01900000-0000-7000-8000-00000000000a"),
        Kind = "new",
        ExchangeId = ExchangeId,
        Sha256 = Hash,
        Length = 1_234,
        AcceptedAt = new DateTimeOffset(2026, 2, 2, 3, 4, 5, 678, TimeSpan.Zero),
        TrailRoot = new(7, new string('b', 64)),
    };

    public static Receipt Sign(NodeKey key, Acceptance? said = null) => Receipt.Sign(said ?? Said, key);
}

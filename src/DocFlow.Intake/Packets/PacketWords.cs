using System.Text;
using DocFlow.EdXml;
using DocFlow.EdXml.Reading;
using DocFlow.Platform.Data;

namespace DocFlow.Intake.Packets;

/// <summary>What a packet said, as it is kept beside its files; nothing where nobody could read it.</summary>
internal static class PacketWords
{
    public static async Task<ReadReport> Of(ReadSession session, Guid packet) =>
        await session.Find<string?>(Kept, new { Packet = packet }) is { } words
            ? PacketJson.Parse(Encoding.UTF8.GetBytes(words))
            : new ReadReport();

    private const string Kept = """
        select words
        from intake_packet
        where id = @Packet and words is not null
        """;
}

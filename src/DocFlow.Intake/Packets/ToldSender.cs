using DocFlow.EdXml.Packets;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;

namespace DocFlow.Intake.Packets;

/// <summary>The history of what a document's sender was told.</summary>
public static class ToldSender
{
    /// <summary>A status, when it was given, and what went with it.</summary>
    public sealed record Entry
    {
        /// <summary>Two digits (QCVN 102).</summary>
        public required string Status { get; init; }

        public string? Description { get; init; }

        public string? Department { get; init; }

        public string? Staff { get; init; }

        public required DateTimeOffset GivenAt { get; init; }

        /// <summary>The status in words.</summary>
        public string Say(Language language) => language[new StatusCode(Status).Vietnamese, new StatusCode(Status).English];
    }

    internal static Task<IReadOnlyList<Entry>> Of(ReadSession session, Guid packet) =>
        session.List<Entry>(OfPacket, new { Packet = packet });

    internal static Task<IReadOnlyList<Entry>> OfDocument(ReadSession session, Guid document) =>
        session.List<Entry>(OfArrival, new { Document = document });

    private const string OfArrival = """
        select a.status, a.description, a.department, a.staff, a.given_at
        from intake_packet p
        join intake_answer a on a.packet_id = p.id
        where p.document_id = @Document
        order by a.given_at, a.status
        """;

    private const string OfPacket = """
        select status, description, department, staff, given_at
        from intake_answer
        where packet_id = @Packet
        order by given_at, status
        """;
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using DocFlow.Intake.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Evidence;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake;

/// <summary>
/// What this room has about a document for those who must prove it elsewhere: the files as they came in with what screening found, their
/// packets, and what their sender asked of us later.
/// </summary>
internal static class IntakeEvidence
{
    private static readonly JsonSerializerOptions Json = new(MessageJson.Options) { WriteIndented = true };

    private sealed record FileRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Hash { get; init; }
        public required string State { get; init; }
        public required string Report { get; init; }
    }

    private sealed record PacketRow
    {
        public required Guid Id { get; init; }
        public required string FromCode { get; init; }
        public required string Hash { get; init; }
    }

    private sealed record RequestRow
    {
        public required Guid Id { get; init; }
        public required string Kind { get; init; }
        public required string FromCode { get; init; }
        public string? FromName { get; init; }
        public required string ExchangeId { get; init; }
        public required string Code { get; init; }
        public required string Reason { get; init; }
        public required DateTimeOffset AskedAt { get; init; }
        public required string State { get; init; }
        public DateTimeOffset? DecidedAt { get; init; }
        public string? DecidedByName { get; init; }
        public string? DecisionReason { get; init; }
        public string? Hash { get; init; }
    }

    /// <summary>By our id, by its arrival number in a year, or by its id on the exchange.</summary>
    public static Task<IReadOnlyList<Guid>> Find(ReadSession session, DocumentAsked asked) => session.List<Guid>(Documents, new
    {
        Id = asked.Id ?? Guid.Empty,
        asked.Year,
        ArrivalNumber = int.TryParse(asked.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
        Exchange = ExchangeKey.Of(asked.Text),
    });

    /// <summary>Under which ids it came.</summary>
    public static Task<IReadOnlyList<string>> ExchangeIds(ReadSession session, Guid document) =>
        session.List<string>(CameAs, new { Id = document });

    /// <summary>All of it.</summary>
    public static async Task<RoomEvidence> Of(ReadSession session, DocumentKeys document)
    {
        var key = new { document.Id };
        var files = await session.List<FileRow>(Files, key);
        var packets = await session.List<PacketRow>(CameIn, key);
        var requests = await session.List<RequestRow>(Requests, key);
        return new RoomEvidence(
            [.. files.SelectMany(Parts), .. packets.Select(Part), .. requests.Index().SelectMany(one => Parts(one.Index + 1, one.Item))],
            [.. files.Select(file => file.Id), .. packets.Select(packet => packet.Id), .. requests.Select(request => request.Id)]);
    }

    private static IEnumerable<EvidencePart> Parts(FileRow file) =>
    [
        new(file.State == nameof(FileState.Unusable) ? EvidenceKind.Attachment : EvidenceKind.Received, file.Name) { Sha256 = file.Hash },
        new(EvidenceKind.Report, file.Name + " screening.json") { Bytes = Encoding.UTF8.GetBytes(file.Report) },
    ];

    private static EvidencePart Part(PacketRow packet) => new(EvidenceKind.Accepted, packet.FromCode + ".edxml") { Sha256 = packet.Hash };

    // the same may be asked twice, after a refusal
    private static IEnumerable<EvidencePart> Parts(int place, RequestRow request)
    {
        var name = $"{place} {request.Kind} {request.FromCode}";
        var said = request with { AskedAt = request.AskedAt.InOffice(), DecidedAt = request.DecidedAt?.InOffice() };
        yield return new(EvidenceKind.Report, $"{name} request.json") { Bytes = JsonSerializer.SerializeToUtf8Bytes(said, Json) };
        if (request.Hash is { } packet)
            yield return new(EvidenceKind.Accepted, $"{name}.edxml") { Sha256 = packet };
    }

    private const string Documents = """
        select id
        from intake_document
        where id = @Id
        union
        select id
        from intake_document
        where year = @Year and arrival_number = @ArrivalNumber
        union
        select document_id
        from intake_packet
        where exchange_key = @Exchange and document_id is not null
        """;

    private const string CameAs = """
        select exchange_id
        from intake_packet
        where document_id = @Id
        """;

    private const string Files = """
        select id, name, sha256 as hash, state, report
        from intake_file
        where document_id = @Id
        order by position, id
        """;

    private const string CameIn = """
        select id, from_code, sha256 as hash
        from intake_packet
        where document_id = @Id
        order by received_at, id
        """;

    private const string Requests = """
        select id, kind, from_code, from_name, exchange_id, code, reason, asked_at, state, decided_at, decided_by_name, decision_reason,
            packet_sha256 as hash
        from intake_request
        where document_id = @Id
        order by asked_at, id
        """;
}

using DocFlow.EdXml.Packets;
using DocFlow.Platform.Data;
using DocFlow.Platform.Evidence;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Dispatch.Proof;

/// <summary>
/// What this room has about a document for those who must prove it elsewhere: letters issued, packets, statuses, receipts, and what was
/// asked back or changed.
/// </summary>
internal static class DispatchEvidence
{
    private sealed record LetterRow
    {
        public required string Code { get; init; }
        public required string FileSha256 { get; init; }
    }

    private sealed record PacketRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Hash { get; init; }
        public string? Status { get; init; }
    }

    /// <summary>By our id, by number and notation in a year, or by the id on the exchange.</summary>
    public static Task<IReadOnlyList<Guid>> Find(ReadSession session, DocumentAsked asked) => session.List<Guid>(
        Documents, new { Id = asked.Id ?? Guid.Empty, Code = asked.Text, asked.Year, ExchangeId = asked.Text });

    /// <summary>Under which ids it was sent.</summary>
    public static Task<IReadOnlyList<string>> ExchangeIds(ReadSession session, Guid document) =>
        session.List<string>(SentAs, new { Id = document });

    /// <summary>
    /// The hashes of what other agencies than its issuer sent under a document's id on the exchange: documents of theirs, not this one.
    /// </summary>
    public static async Task<IReadOnlySet<string>> Strange(ReadSession session, string exchangeId) =>
        await Strange(session, await session.List<PacketRow>(Accepted, new { ExchangeId = exchangeId }), exchangeId);

    /// <summary>All of it.</summary>
    public static async Task<RoomEvidence> Of(ReadSession session, DocumentKeys document)
    {
        var key = new { document.Id };
        var (parts, subjects) = (new List<EvidencePart>(), new List<Guid>());
        foreach (var letter in await session.List<LetterRow>(Letters, key))
            parts.Add(new(EvidenceKind.Issued, Plain(letter.Code) + ".pdf") { Sha256 = letter.FileSha256 });
        AddPackets(parts, EvidenceKind.Sent, await session.List<PacketRow>(Sent, key));
        AddPackets(parts, EvidenceKind.Accepted, await session.List<PacketRow>(Statuses, key));
        parts.AddRange(await Recalling.RecallRecord.Of(session, document.Id));
        foreach (var id in document.ExchangeIds)
            await AddExchanged(session, (parts, subjects), id);
        return new RoomEvidence(parts, subjects);
    }

    private static async Task AddExchanged(ReadSession session, (List<EvidencePart> Parts, List<Guid> Subjects) to, string exchangeId)
    {
        var (key, parts) = (new { ExchangeId = exchangeId }, to.Parts);
        var packets = await session.List<PacketRow>(Accepted, key);
        var strange = await Strange(session, packets, exchangeId);
        var accepted = packets.Where(packet => !strange.Contains(packet.Hash)).ToList();
        AddPackets(parts, EvidenceKind.Accepted, accepted);
        to.Subjects.AddRange(accepted.Select(packet => packet.Id));
        AddPackets(parts, EvidenceKind.Sent, await session.List<PacketRow>(Answers, key));
        var before = parts.Count(ReceiptFiles.IsStatement);
        var receipts = await session.List<ReceiptRow>(Receipts, key);
        foreach (var (place, receipt) in receipts.Where(receipt => !strange.Contains(receipt.PacketSha256)).Index())
            parts.AddRange(ReceiptFiles.Of(receipt, before + place + 1));
    }

    private static async Task<HashSet<string>> Strange(ReadSession session, IReadOnlyList<PacketRow> packets, string exchangeId)
    {
        var strange = new HashSet<string>();
        if (AnyDocumentId.Of(exchangeId).OrganId is not { } issuer)
            return strange;
        foreach (var packet in packets.Where(packet => packet.Status != "status"))
        {
            if (!await DirectoryEntry.AreSame(session, issuer, packet.Name))
                strange.Add(packet.Hash);
        }

        return strange;
    }

    private static void AddPackets(List<EvidencePart> parts, string kind, IReadOnlyList<PacketRow> rows) =>
        parts.AddRange(rows.Select(row => new EvidencePart(kind, NameOf(row)) { Sha256 = row.Hash }));

    private static string NameOf(PacketRow row) => row.Status is null ? $"{row.Name}.edxml" : $"{row.Name} {row.Status}.edxml";

    private static string Plain(string code) => code.Replace('/', '-').Replace('\\', '-');

    private const string Documents = """
        select document_id
        from dispatch_issue
        where document_id = @Id
        union
        select document_id
        from dispatch_issue
        where year = @Year and code = @Code
        union
        select document_id
        from dispatch_delivery
        where exchange_id = @ExchangeId
        """;

    private const string SentAs = """
        select distinct d.exchange_id
        from dispatch_issue i
        join dispatch_delivery d on d.issue_id = i.id
        where i.document_id = @Id
        """;

    private const string Letters = """
        select code, file_sha256
        from dispatch_issue
        where document_id = @Id and file_sha256 is not null
        order by reserved_at, id
        """;

    private const string Sent = """
        select d.id, d.recipient_code as name, d.packet_sha256 as hash
        from dispatch_issue i
        join dispatch_delivery d on d.issue_id = i.id
        where i.document_id = @Id and d.packet_sha256 is not null
        order by d.created_at, d.recipient_code, d.id
        """;

    private const string Statuses = """
        select s.id, d.recipient_code as name, s.packet_sha256 as hash, s.code as status
        from dispatch_issue i
        join dispatch_delivery d on d.issue_id = i.id
        join dispatch_status s on s.delivery_id = d.id
        where i.document_id = @Id
        order by s.recorded_at, s.id
        """;

    private const string Accepted = """
        select id, from_code as name, sha256 as hash, kind as status
        from dispatch_packet
        where exchange_id = @ExchangeId
        order by accepted_at, id
        """;

    private const string Answers = """
        select id, to_code as name, packet_sha256 as hash, status
        from dispatch_answer
        where exchange_id = @ExchangeId and packet_sha256 is not null
        order by created_at, id
        """;

    private const string Receipts = $"""
        select {ReceiptRow.Columns}
        from dispatch_receipt
        where exchange_id = @ExchangeId and fault is null
        order by recorded_at, given, agency_code, id
        """;
}

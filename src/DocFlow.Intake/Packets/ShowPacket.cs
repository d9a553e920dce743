using DocFlow.EdXml;
using DocFlow.Intake.Registering;
using DocFlow.Intake.Replies;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Intake.Packets;

/// <summary>
/// GET /intake/packets/{id}.json: a document that came over the exchange, with all that its packet says, filled in for registration.
/// </summary>
public static class ShowPacket
{
    /// <summary>The document, whatever its state.</summary>
    public sealed record Answer
    {
        public required ListPackets.Item Item { get; init; }

        /// <summary>Our code that it was sent to.</summary>
        public required string ToCode { get; init; }

        /// <summary>The unit of ours that has this code, where it is not the agency's.</summary>
        public string? ToUnit { get; init; }

        public required string ExchangeId { get; init; }

        public required PacketState State { get; init; }

        public string? ReturnReason { get; init; }

        public Guid? DocumentId { get; init; }

        /// <summary>What the clerk is asked to confirm.</summary>
        public required Metadata Document { get; init; }

        /// <summary>What is odd about the packet.</summary>
        public required IReadOnlyList<Finding> Findings { get; init; }

        /// <summary>Registered documents that it seems to be already.</summary>
        public required IReadOnlyList<EarlierArrival> Earlier { get; init; }

        /// <summary>What we issued that it answers.</summary>
        public required IReadOnlyList<IssuedDocument> Answers { get; init; }

        /// <summary>What its sender was told.</summary>
        public required IReadOnlyList<ToldSender.Entry> Told { get; init; }
    }

    private sealed record DetailRow
    {
        public required string ToCode { get; init; }

        public required string ExchangeId { get; init; }

        public required string ExchangeKey { get; init; }

        public string? CodeKey { get; init; }

        public required PacketState State { get; init; }

        public string? ReturnReason { get; init; }

        public Guid? DocumentId { get; init; }

        /// <summary>What its sender corrected since, once it was agreed to.</summary>
        public string? Change { get; init; }
    }

    public static async Task<Outcome<Answer>> Handle(Guid packet, ReadSession session, Actor actor, DateOnly today)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;
        if (await session.Find<ListPackets.Item>(Item, new { Packet = packet }) is not { } item)
            return Refusals.UnknownPacket;
        var row = await session.One<DetailRow>(Details, new { Packet = packet });
        var files = await ListFiles.OfPacket(session, packet);
        var words = await PacketWords.Of(session, packet);
        return new Answer
        {
            Item = item with { Files = files },
            ToCode = row.ToCode,
            ToUnit = (await Unit.OfCode(session, row.ToCode))?.Name,
            ExchangeId = row.ExchangeId,
            State = row.State,
            ReturnReason = row.ReturnReason,
            DocumentId = row.DocumentId,
            Document = words.Document is { } document
                ? PacketMetadata.Of(document.Header, item.FromName, today).With(row.Change, today)
                : new Metadata(),
            Findings = words.Findings,
            Earlier = await EarlierArrivals.Find(new(row.CodeKey, row.ExchangeKey, files.Count > 0 ? files[0].Sha256 : null), session),
            Answers = words.Document is { } reply ? await FindIssued.Handle(reply.Header, row.ToCode, session) : [],
            Told = await ToldSender.Of(session, packet),
        };
    }

    private const string Item = $"""
        select {ListPackets.Columns}
        from intake_packet p
        where p.id = @Packet
        """;

    private const string Details = """
        select to_code, exchange_id, exchange_key, code_key, state, return_reason, document_id, change
        from intake_packet
        where id = @Packet
        """;
}

using DocFlow.Contracts;
using DocFlow.Platform.Data;

namespace DocFlow.Intake.Packets;

/// <summary>What its sender needs to be told by, of a kept packet.</summary>
internal sealed record PacketRow
{
    public const string Columns = "id, from_code, from_name, to_code, exchange_id, code, issued_on, state, document_id";

    public required Guid Id { get; init; }

    public required string FromCode { get; init; }

    public required string FromName { get; init; }

    public required string ToCode { get; init; }

    public required string ExchangeId { get; init; }

    public required string Code { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public required PacketState State { get; init; }

    public Guid? DocumentId { get; init; }

    /// <summary>The key under which the same document is found.</summary>
    public string ExchangeKey => Packets.ExchangeKey.Of(ExchangeId);

    /// <summary>As what answers it names it.</summary>
    public AnsweredDocument Answered(Guid arrival) =>
        new() { DocumentId = arrival, OrganId = FromCode, Code = Code, IssuedOn = IssuedOn, ExchangeId = ExchangeId };

    public static Task<PacketRow?> Find(ReadSession session, Guid packet) => session.Find<PacketRow>(ById, new { Id = packet });

    /// <summary>Those that a registered document came in: usually none or one.</summary>
    public static Task<IReadOnlyList<PacketRow>> Of(ReadSession session, Guid document) =>
        session.List<PacketRow>(OfDocument, new { Id = document });

    private const string ById = $"""
        select {Columns}
        from intake_packet
        where id = @Id
        """;

    private const string OfDocument = $"""
        select {Columns}
        from intake_packet
        where document_id = @Id
        """;
}

using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Intake.Packets;
using DocFlow.Intake.Replies;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake;

/// <summary>GET /intake/arrivals/{id}: one incoming document as the register has it, with its files.</summary>
public static class ShowArrival
{
    /// <summary>A file of the document.</summary>
    public sealed record FileEntry
    {
        public required Guid FileId { get; init; }

        public required string Name { get; init; }

        public required string Sha256 { get; init; }

        public required long Length { get; init; }

        public required int Pages { get; init; }

        public required FilePurpose Purpose { get; init; }

        public required FileState State { get; init; }
    }

    /// <summary>The document.</summary>
    public sealed record Answer(ListRegister.Entry Entry, OutgoingDraft? Draft, IReadOnlyList<FileEntry> Files)
    {
        /// <summary>What its sender was told, where it came over the exchange.</summary>
        public IReadOnlyList<ToldSender.Entry> Told { get; init; } = [];

        /// <summary>What we issued that it answers.</summary>
        public IReadOnlyList<IssuedDocument> Answers { get; init; } = [];

        /// <summary>The arrivals that answer what its case issued.</summary>
        public IReadOnlyList<ListReplies.Reply> Replies { get; init; } = [];
    }

    public static async Task<Outcome<Answer>> Handle(Guid document, ReadSession session, Actor actor)
    {
        if (Refusals.UnlessReader(actor) is { } forbidden)
            return forbidden;
        if (await ListRegister.Find(document, session) is not { } entry)
            return Refusals.UnknownDocument;
        var draft = await session.One<string?>("select draft from intake_document where id = @Id", new { Id = document });
        return new Answer(
            entry,
            draft is null ? null : JsonSerializer.Deserialize<OutgoingDraft>(draft, MessageJson.Options),
            await session.List<FileEntry>(Files, new { Id = document }))
        {
            Told = await ToldSender.OfDocument(session, document),
            Answers = await IssuedDocument.AnsweredBy(session, document),
            Replies = await ListReplies.Of(session, document),
        };
    }

    private const string Files = """
        select id as file_id, name, sha256, length, pages, purpose, state
        from intake_file
        where document_id = @Id
        order by received_at, position
        """;
}

using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;

namespace DocFlow.Intake.Recalling;

/// <summary>GET /intake/requests/{id}.json: a sender's request, whether we have its document, and what that was used for.</summary>
public sealed class ShowRequest(DocumentUses uses)
{
    /// <summary>The request as whoever decides about it sees it.</summary>
    public sealed record Answer(SenderRequest Request, Possession Possession)
    {
        /// <summary>The register's document.</summary>
        public Guid? DocumentId { get; init; }

        public required IReadOnlyList<DocumentUse> UsedFor { get; init; }

        /// <summary>What an update would change.</summary>
        public IReadOnlyList<ChangedField> Changes { get; init; } = [];

        /// <summary>The packet of the document that comes in place of the old one.</summary>
        public Guid? NewPacketId { get; init; }
    }

    public async Task<Outcome<Answer>> Handle(Guid id, ReadSession session, Actor actor)
    {
        if (RequestRefusals.UnlessDecides(actor) is { } forbidden)
            return forbidden;
        if (await Find(session, id) is not { } request)
            return RequestRefusals.Unknown;

        var asked = await AskedDocument.Find(session, request);
        return new Answer(request, asked.Possession)
        {
            DocumentId = request.DocumentId ?? asked.DocumentId,
            UsedFor = request.UsedFor is { } then ? UsedThen.Read(then) : await uses.Of(session, asked),
            Changes = await FieldChanges.Of(session, request, asked),
            NewPacketId = request.Kind == Contracts.PacketBusiness.Replace ? request.PacketId : null,
        };
    }

    internal static Task<SenderRequest?> Find(ReadSession session, Guid id) => session.Find<SenderRequest>(ById, new { Id = id });

    private const string ById = $"""
        select {SenderRequest.Columns}
        from intake_request
        where id = @Id
        """;
}

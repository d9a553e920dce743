using DocFlow.Intake.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Telemetry;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake;

/// <summary>
/// POST /intake/documents/{id}/void: an arrival number given by mistake is voided with a reason and stays in the register, so that there is
/// no gap. A registered document is at once on somebody's desk: its case is withdrawn or refused first, so that nobody works on it. What
/// came over the exchange lies on the clerk's desk again.
/// </summary>
public static class VoidArrival
{
    /// <summary>Which, and why.</summary>
    public sealed record Command(Guid DocumentId, string Reason);

    /// <summary>The number that is now void.</summary>
    public sealed record Answer(Guid DocumentId, int Year, int ArrivalNumber);

    private sealed record DocumentRow
    {
        public required int Year { get; init; }

        public required int ArrivalNumber { get; init; }

        public string? EndedAs { get; init; }

        public DateTimeOffset? VoidedAt { get; init; }
    }

    public static async Task<Outcome<Answer>> Handle(Command command, Session session, Actor actor)
    {
        if (Refusals.UnlessClerk(actor) is { } forbidden)
            return forbidden;
        if (!Refusals.IsReason(command.Reason))
            return Refusals.NoReason;
        if (await session.Find<DocumentRow>(Load, new { command.DocumentId }) is not { } document)
            return Refusals.UnknownDocument;
        if (WhyNot(document) is { } refusal)
            return refusal;

        var (reason, key) = (command.Reason.Trim(), command.DocumentId.ToString("N"));
        if (await session.Execute(Void, new { command.DocumentId, Reason = reason, session.Now, actor.FullName, RepeatKey = key }) == 0)
            return AlreadyVoid;
        foreach (var file in await session.List<Guid>(Files, new { command.DocumentId }))
            await session.Execute(FreeFile, new { Id = file, RepeatKey = file.ToString("N") });
        await PacketOnDesk.PutBack(command.DocumentId, session, actor);
        RoomAct.On(command.DocumentId);
        await session.Record(command.DocumentId, "arrival-voided", actor, new { document.Year, document.ArrivalNumber, reason });
        return new Answer(command.DocumentId, document.Year, document.ArrivalNumber);
    }

    private static Refusal? WhyNot(DocumentRow document) => document switch
    {
        { VoidedAt: not null } => AlreadyVoid,
        { EndedAs: "withdrawn" or "refused" } => null,
        { EndedAs: null } => Refusal.Conflict("document.in-progress",
            $"Số đến {document.ArrivalNumber} đang được giải quyết; hãy rút hồ sơ trước rồi mới hủy số đến.",
            $"Arrival number {document.ArrivalNumber} is being worked on; withdraw its case first, then void the number."),
        _ => Refusal.Conflict("document.finished",
            $"Số đến {document.ArrivalNumber} đã được giải quyết xong nên không hủy được.",
            $"Arrival number {document.ArrivalNumber} has been dealt with and can no longer be voided."),
    };

    private static Refusal AlreadyVoid => Refusal.Conflict("document.voided",
        "Số đến này đã bị hủy trước đó.",
        "This arrival number is already void.");

    private const string Load = """
        select year, arrival_number, ended_as, voided_at
        from intake_document
        where id = @DocumentId
        """;

    // the paper may be registered again: it no longer holds its code and its hash
    private const string Void = """
        update intake_document
        set voided_at = @Now, voided_by_name = @FullName, void_reason = @Reason, repeat_key = @RepeatKey
        where id = @DocumentId and voided_at is null
        """;

    private const string Files = """
        select id
        from intake_file
        where document_id = @DocumentId
        """;

    private const string FreeFile = """
        update intake_file
        set repeat_key = @RepeatKey
        where id = @Id
        """;
}

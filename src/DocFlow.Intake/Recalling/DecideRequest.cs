using DocFlow.Contracts;
using DocFlow.Intake.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake.Recalling;

/// <summary>
/// POST /intake/requests/{id}/decision: a clerk or a leader agrees to what a sender asks (15; a recalled document leaves the store by this
/// very act and is destroyed minutes later), or refuses it with a reason (16, nothing changes).
/// </summary>
public sealed class DecideRequest(Once once, DocumentUses uses, CondemnedFiles condemned)
{
    private const int LongestReason = 500;

    /// <summary>Which, what, and why where it is refused.</summary>
    public sealed record Command(Guid RequestId, bool Agree, string? Reason);

    /// <summary>How it stands now.</summary>
    public sealed record Answer(Guid RequestId, RequestState State, Guid? DocumentId);

    /// <summary>
    /// Decides once; what is to be destroyed has left the store when this returns, unless another room still has to hear of it.
    /// </summary>
    public async Task<Outcome<Answer>> Submit(Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        var outcome = await once.Run(key, command, session => Handle(command, session, actor), stop);
        if (outcome is { Refusal: null, Answer.State: RequestState.Agreed })
            await condemned.Round(stop);
        return outcome;
    }

    private async Task<Outcome<Answer>> Handle(Command command, Session session, Actor actor)
    {
        if (RequestRefusals.UnlessDecides(actor) is { } forbidden)
            return forbidden;
        if (await ShowRequest.Find(session, command.RequestId) is not { } request)
            return RequestRefusals.Unknown;
        var reason = command.Reason?.Trim() ?? "";
        var asked = await AskedDocument.Find(session, request);
        if (WhyNot(command, request, asked, reason) is { } refusal)
            return refusal;

        var used = await uses.Of(session, asked);
        var decided = new
        {
            request.Id,
            State = (command.Agree ? RequestState.Agreed : RequestState.Refused).ToString(),
            asked.DocumentId,
            session.Now,
            actor.FullName,
            Reason = reason.Length == 0 ? null : reason,
            UsedFor = UsedThen.Keep(used),
        };
        if (await session.Execute(DecideIfOpen, decided) == 0)
            return RequestRefusals.Decided;
        var word = new TellSender.Word(command.Agree ? "15" : "16", reason.Length == 0 ? null : reason).Of(actor);
        await (command.Agree ? Agree(request, asked, (session, actor), used) : Refuse(request, asked, (session, actor), reason));
        if (asked.Possession == Possession.GivenBack)
            await GiveBackDocument.Again(request, session, actor);
        await AnswerRequest.Handle(request, asked, word, session);
        return new Answer(request.Id, command.Agree ? RequestState.Agreed : RequestState.Refused, asked.DocumentId);
    }

    private static Refusal? WhyNot(Command command, SenderRequest request, AskedDocument asked, string reason) => request.State switch
    {
        not RequestState.Open => RequestRefusals.Decided,
        _ when reason.Length > LongestReason || (reason.Length < 3 && !command.Agree) => Refusals.NoReason,
        _ when !command.Agree => null,
        _ => asked.Possession switch
        {
            Possession.Here => null,
            Possession.GivenBack when request.Kind == PacketBusiness.Recall => null,
            Possession.NotTheirs => RequestRefusals.NotTheirs,
            Possession.NotHere => RequestRefusals.NotHere,
            _ => RequestRefusals.GivenBack,
        },
    };

    private static async Task Agree(
        SenderRequest request, AskedDocument asked, (Session Session, Actor Actor) by, IReadOnlyList<DocumentUse> used)
    {
        var (session, actor) = by;
        var subject = asked.DocumentId ?? asked.Packets[0].Id;
        if (asked.Possession == Possession.GivenBack)
            return; // asked once more, for our answer may have been lost
        if (request.Kind == PacketBusiness.Recall)
        {
            var hashes = await GiveBackDocument.Handle(request, asked, session, actor);
            var details = new { request.Id, request.ExchangeId, request.Reason, Destroyed = hashes, UsedFor = used.Select(use => use.Vi) };
            await session.Record(subject, "recall-agreed", actor, details);
        }
        else if (request.Kind == PacketBusiness.Update)
            await session.Record(subject, "update-agreed", actor, await TakeUpdate.Handle(request, asked, session, actor));
        else
            await session.Record(subject, "replacement-agreed", actor, await TakeReplacement.Handle(request, asked, session));
    }

    private static Task Refuse(SenderRequest request, AskedDocument asked, (Session Session, Actor Actor) by, string reason)
    {
        var subject = asked.Packets is [var packet, ..] ? asked.DocumentId ?? packet.Id : request.Id;
        return by.Session.Record(subject, "request-refused", by.Actor, new { request.Id, request.Kind, request.ExchangeId, reason });
    }

    private const string DecideIfOpen = """
        update intake_request
        set state = @State, document_id = @DocumentId, decided_at = @Now, decided_by_name = @FullName, decision_reason = @Reason,
            used_for = @UsedFor
        where id = @Id and state = 'Open'
        """;
}

using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Inbox;
using DocFlow.Dispatch.Issuing;
using DocFlow.Dispatch.Register;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch;

/// <summary>What the host composes of this service.</summary>
public static class DispatchRoom
{
    /// <summary>The room.</summary>
    public static Room Room { get; } = new("dispatch", typeof(DispatchRoom).Assembly)
    {
        Register = Register,
        Map = Map,
        Consumers = [typeof(NoteReadyCase), typeof(AnswerSender), typeof(KeepDayOff), typeof(Recalling.LetGoOfPacket)],
        Sweeps =
        [
            .. DeliveringSetup.Sweeps, typeof(ForgetNonces), typeof(Exchange.Uploads.ForgetUploads), typeof(Proof.StampReceipts),
            typeof(TellByMail),
        ],
        Checks = CheckDispatch.Checks,
        Told = CheckDispatch.Told,
        Heard = CheckDispatch.Heard,
        Files = CheckDispatch.Files,
        UsesOf = Recalling.PacketUses.Of,
        CopiesOf = CaseCopies.Of,
        Stages = UnfinishedWork.Count,
        FindDocument = Proof.DispatchEvidence.Find,
        ExchangeIds = Proof.DispatchEvidence.ExchangeIds,
        Evidence = Proof.DispatchEvidence.Of,
        Entrances =
        [
            new Entrance("/dispatch/issue", "Phát hành", "Issue", Role.Clerk) { Waiting = (session, _) => ListReady.Count(session) },
            new Entrance("/dispatch", "Văn bản đi", "Dispatch board", Role.Clerk, Role.Leader, Role.Inspector)
            {
                Waiting = (session, _) => ListTroubles.Count(session),
            },
            new Entrance("/dispatch/peers", "Kết nối trục", "Exchange connections", Role.Administrator),
            new Entrance("/dispatch/register", "Sổ văn bản đi", "Outgoing register", Role.Clerk, Role.Leader, Role.Inspector),
            InboxSetup.Door,
        ],
    };

    private static void Register(IServiceCollection services) => Recalling.RecallingSetup.Add(Proof.ProofSetup.AddProof(services))
        .AddSingleton<Numbering.NumberingRules>().AddSingleton<ReserveNumber>().AddSingleton<CompleteIssue>()
        .AddSingleton<OpenSeal>().AddSingleton<SealLetter>().AddSingleton<IssueLetter>().AddSingleton<IssueDocument>()
        .AddSingleton<DeclineIssue>().AddSingleton<VoidNumber>()
        .AddDelivering().AddExchange().AddInbox();

    private static void Map(IEndpointRouteBuilder routes)
    {
        var dispatch = routes.MapGroup("/dispatch");
        ListReady.Map(dispatch);
        ShowLetter.Map(dispatch);
        IssueDocument.Map(dispatch);
        DeclineIssue.Map(dispatch);
        VoidNumber.Map(dispatch);
        OutgoingRegister.Map(dispatch);
        DeliveringSetup.Map(dispatch);
        Proof.ProofSetup.Map(dispatch);
        Recalling.RecallingSetup.Map(dispatch);

        ExchangeSetup.Map(routes);
        ReadLetterFile.Map(routes);
    }
}

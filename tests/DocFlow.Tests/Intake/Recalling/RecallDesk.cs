using DocFlow.Contracts;
using DocFlow.Host;
using DocFlow.Intake.Packets;
using DocFlow.Intake.Recalling;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Tests.Intake.Packets;
using MassTransit;

namespace DocFlow.Tests.Intake.Recalling;

/// <summary>A clerk's desk to which a sender's packets come, about a document that it sent.</summary>
internal sealed class RecallDesk : IDisposable
{
    public const string Sender = "T99.01";
    public const string Document = "T99.01,2026/02/01,05/CVT-VP";
    public const string Newer = "T99.01,2026/02/02,08/CVT-VP";

    public IntakeOffice Office { get; } = new();

    public TestInstallation House => Office.House;

    public Actor Clerk => Office.Clerk;

    /// <summary>What is decided goes through the slice that pages and the API use.</summary>
    public DecideRequest Decider => new(Office.Once, new DocumentUses(Rooms.All), House.Condemned);

    /// <summary>Registers what lies in a packet, as it says.</summary>
    public async Task<Guid> Registered(Guid packet)
    {
        return (await Office.Register(new() { PacketId = packet, Document = (await Form(packet)).Document })).Answer.DocumentId;
    }

    /// <summary>A packet as the clerk is asked to confirm it.</summary>
    public async Task<ShowPacket.Answer> Form(Guid packet) =>
        (await House.Database.Read(session => ShowPacket.Handle(packet, session, Clerk, new DateOnly(2026, 2, 2)))).Answer;

    /// <summary>Asks for the document with status 13; the request.</summary>
    public async Task<Guid> Asks(string from = Sender, string document = Document)
    {
        House.Clock.Now += TimeSpan.FromSeconds(1);
        await Bring<NoteRecall, RecallAsked>(Recall(from, document));
        return (await Open())[^1].Id;
    }

    /// <summary>Asks with a document message.</summary>
    public async Task<Guid> Asks(PacketAccepted packet)
    {
        House.Clock.Now += TimeSpan.FromSeconds(1);
        await Bring<NoteChange, PacketAccepted>(packet);
        return (await Open())[^1].Id;
    }

    public Task EnrolAgency() => House.Database.Write(session => SetAgency.Handle(
        new SetAgency.Command(Arrived.OurCode, "Sở Thử nghiệm", "Hà Nội", "STN", null), session, By.System));

    public Task<Outcome<DecideRequest.Answer>> Agree(Guid request, Actor? actor = null, RequestKey? key = null) =>
        Decider.Submit(new(request, Agree: true, Reason: null), key ?? IntakeOffice.Key(), actor ?? Clerk, default);

    public Task<Outcome<DecideRequest.Answer>> Refuse(Guid request, string? reason) =>
        Decider.Submit(new(request, Agree: false, reason), IntakeOffice.Key(), Clerk, default);

    public async Task<ShowRequest.Answer> Show(Guid request) =>
        (await House.Database.Read(session => new ShowRequest(new DocumentUses(Rooms.All)).Handle(request, session, Clerk))).Answer;

    /// <summary>Status 13 about the document.</summary>
    public RecallAsked Recall(string from = Sender, string document = Document) => new()
    {
        PacketId = Guid.CreateVersion7(),
        FromCode = from,
        FromName = "Cục Văn thư Thử nghiệm",
        ExchangeId = document,
        Code = "05/CVT-VP",
        Reason = "Gửi nhầm",
        AskedAt = House.Clock.Now,
    };

    /// <summary>What nobody has decided.</summary>
    public async Task<IReadOnlyList<SenderRequest>> Open() =>
        (await House.Database.Read(session => ListRequests.Handle(session, Clerk))).Answer;

    /// <summary>Brings a message to a consumer over a bus in memory.</summary>
    public Task Bring<TConsumer, TMessage>(TMessage message)
        where TConsumer : class, IConsumer
        where TMessage : class => Dispatch.Bus.Bring<TConsumer, TMessage>(House, message, times: 1);

    public void Dispose() => Office.Dispose();
}

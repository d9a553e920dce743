using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Inbox;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Tests.Dispatch.Exchange;

namespace DocFlow.Tests.Dispatch.Inbox;

/// <summary>A person of H53, an agency without a system, before the inbox that our office keeps for it.</summary>
internal sealed class InboxDesk : IDisposable
{
    private InboxDesk(DispatchOffice dispatch)
    {
        Dispatch = dispatch;
        var office = dispatch.Office;
        Door = Packets.Door(office);
        var unpack = new UnpackLetter(office.Content, new KeyFolder(office.Options), office.Clock);
        var say = new SayStatus(office.Content, Door, office.Clock);
        Opening = new OpenLetter(office.Database, unpack, say, office.Clock);
        Answering = new AnswerLetter(office.Database, say);
        Replying = new ReplyLetter(office.Database, office.Content, unpack, Door);
        News = new TakeNews(office.Database, office.Content);
    }

    public DispatchOffice Dispatch { get; }

    public Actor Lan { get; } = new(Guid.CreateVersion7(), "xa.lan", "Nguyễn Thị Lan", MaySeal: false, []) { PartnerCode = "H53" };

    public AcceptPacket Door { get; }

    public OpenLetter Opening { get; }

    public AnswerLetter Answering { get; }

    public ReplyLetter Replying { get; }

    public TakeNews News { get; }

    /// <summary>Our letter 01/VPCP-TTĐT lies in the mailboxes of H53 and G12.</summary>
    public static async Task<InboxDesk> Open()
    {
        var dispatch = new DispatchOffice();
        await dispatch.Issue();
        await Exchange.Agency.Enrol(dispatch, "H53");
        await Exchange.Agency.Enrol(dispatch, "G12");
        await dispatch.Sweep();
        return new InboxDesk(dispatch);
    }

    /// <summary>What waits for an agency.</summary>
    public Task<IReadOnlyList<MailboxLine>> Waiting(string agency = "H53", string kind = "edoc") =>
        Dispatch.Office.Database.Read(async session =>
            await Mailbox.Waiting(session, (await Partner.OfCode(session, agency))!, kind));

    /// <summary>Lan opens the only letter that waits.</summary>
    public async Task<InboxLetter> OpenTheLetter() =>
        (await Opening.Handle((await Waiting()).Single().Id, Lan, CancellationToken.None)).Answer;

    public Task<Outcome<Accepted>> Say(InboxLetter letter, string status, string? reason = null) =>
        Answering.Handle(new AnswerLetter.Command(letter.Id, status, reason), Lan, CancellationToken.None);

    public async Task<Outcome<Accepted>> Reply(InboxLetter letter, byte[] pdf)
    {
        var command = new ReplyLetter.Command(letter.Id, "12", "UBND-VP", new DateOnly(2026, 2, 4), "V/v phúc đáp") { Place = "Tây Ninh" };
        using var file = new MemoryStream(pdf);
        return await Replying.Handle(command, file, Lan, CancellationToken.None);
    }

    public Task<InboxLetter?> Kept(Guid id, string agency = "H53") =>
        Dispatch.Office.Database.Read(session => InboxLetter.Find(session, agency, id));

    /// <summary>What a letter's packet and its first file answer.</summary>
    public async Task<(int? Packet, int? File)> Status(Guid letter, Actor person)
    {
        var reading = new ReadLetterFile(Dispatch.Office.Database, Dispatch.Office.Content);
        var language = new DocFlow.Platform.Http.Language(new Microsoft.AspNetCore.Http.HttpContextAccessor());
        var packet = await reading.Packet(letter, person, language, default);
        return (Code(packet), Code(await reading.File(letter, 0, person, language, default)));

        static int? Code(Microsoft.AspNetCore.Http.IResult result) =>
            (result as Microsoft.AspNetCore.Http.IStatusCodeHttpResult)?.StatusCode ?? 200;
    }

    /// <summary>Our office asks for the letter back (13).</summary>
    public async Task AskBack(string reason)
    {
        var status = new StatusPacket
        {
            From = new Organization { OrganId = DispatchOffice.AgencyCode },
            ResponseFor = new ResponseFor { OrganId = "H53", Code = "01/VPCP-TTĐT", DocumentId = Exchange.Agency.Document },
            StatusCode = StatusCode.RecallAsked,
            Description = reason,
            Timestamp = PacketTime.At(Dispatch.Office.Clock.Now),
        };
        var stored = await Dispatch.Office.Content.Put(to =>
        {
            PacketWriter.WriteStatus(to, status);
            return Task.CompletedTask;
        });
        var from = new PacketSource(DispatchOffice.AgencyCode, "Văn phòng Chính phủ", PacketWay.Internal) { To = ["H53"] };
        _ = (await Door.Handle(stored, from, CancellationToken.None)).Answer;
        await News.Handle((await Dispatch.Office.Database.Read(session => Partner.OfCode(session, "H53")))!, CancellationToken.None);
    }

    /// <summary>H53 sends G12 a letter with this file, or corrects it.</summary>
    public Task Relay(byte[] pdf, bool update = false) => Bring(Packets.Letter(["G12"], update ? Updating : null, file: pdf));

    /// <summary>H53 asks G12 for its letter back (13), or for one that is not its own.</summary>
    public async Task RelayedAskBack(string reason, string document = Packets.Theirs)
    {
        await Bring(Packets.Status("13", document, "G12", reason));
        await News.Handle((await Dispatch.Office.Database.Read(session => Partner.OfCode(session, "G12")))!, CancellationToken.None);
    }

    /// <summary>H53 asks G12 for our letter back, in a message of type 1.</summary>
    public Task RelayedRecallOfOurs() => Bring(Packets.Letter(["G12"], letter => letter with
    {
        Header = letter.Header with { DocumentId = Exchange.Agency.Document },
        Bussiness = new Bussiness { DocType = BussinessDocType.Recall, Reason = "Lấy lại" },
    }));

    private static DocumentPacket Updating(DocumentPacket letter) => letter with
    {
        Bussiness = new Bussiness
        {
            DocType = BussinessDocType.Update,
            DocumentId = Packets.Theirs,
            Reason = "Có sai sót",
            Change = new DocumentChange(1, null, null),
        },
    };

    private async Task Bring(byte[] packet)
    {
        using var bytes = new MemoryStream(packet);
        var source = new PacketSource("H53", "UBND tỉnh Tây Ninh", PacketWay.Vxp);
        _ = (await Door.Handle(bytes, packet.Length, sha256: null, source, CancellationToken.None)).Answer;
    }

    public void Dispose() => Dispatch.Dispose();
}

using DocFlow.Contracts;
using DocFlow.Dispatch;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.Dispatch.Numbering;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using Microsoft.AspNetCore.DataProtection;

namespace DocFlow.Tests.Dispatch;

/// <summary>An installation with a clerk who keeps the seal, and letters that are ready to be issued.</summary>
public sealed class DispatchOffice : IDisposable
{
    public const string AgencyCode = "G22";

    public TestInstallation Office { get; } = new();

    public Actor Clerk { get; } = new(Guid.CreateVersion7(), "vanthu", "Trần Thị Văn Thư", MaySeal: true, []);

    public Actor Stranger { get; } = new(Guid.CreateVersion7(), "khach", "Người Khác", MaySeal: false, []);

    public PartnerSecrets Secrets { get; } = new(new EphemeralDataProtectionProvider());

    public Bell Bell { get; } = new();

    public Outbound Outbound { get; } = new();

    public NumberingRules Numbering => field ??= new NumberingRules(Office.Options);

    public static RequestKey Key(string path = "/dispatch") => new(RequestKey.Fresh(), "clerk", "POST " + path);

    /// <summary>What Workflow says when everyone has signed.</summary>
    public CaseReadyToIssue Letter(string type = "Công văn", string notation = "VPCP-TTĐT", int version = 5) => new()
    {
        CaseId = Guid.CreateVersion7(),
        DocumentId = Guid.CreateVersion7(),
        CaseVersion = version,
        FileSha256 = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray().Concat(Guid.NewGuid().ToByteArray()).ToArray()),
        FileName = "du-thao.pdf",
        Draft = new OutgoingDraft
        {
            TypeName = type,
            Notation = notation,
            Subject = "V/v triển khai văn bản điện tử",
            Urgency = Urgency.Normal,
            Print = DraftPrint.Blanks,
            DraftingUnitId = Guid.CreateVersion7(),
            Recipients = [new Recipient("H53", "UBND tỉnh Tây Ninh"), new Recipient("G12", "Bộ Tài chính")],
        },
        Signatory = new Signatory
        {
            UserId = Guid.CreateVersion7(),
            FullName = "Nguyễn Văn Ký",
            Position = "Phó Chủ nhiệm",
            Authority = "KT.",
        },
        ArrivalNumber = 1,
        ReadyAt = Office.Clock.Now,
    };

    /// <summary>Brings a readiness over a bus in memory, as often as asked, under one message id.</summary>
    public Task Bring(CaseReadyToIssue ready, int times = 1) => Bus.Bring<NoteReadyCase, CaseReadyToIssue>(Office, ready, times);

    /// <summary>A ready case that waits for the clerk.</summary>
    public async Task<ReadyCase> Ready(CaseReadyToIssue? letter = null)
    {
        letter ??= Letter();
        await Bring(letter);
        return (await Office.Database.Read(session => ReadyCase.Find(session, letter.CaseId)))!;
    }

    /// <summary>A number reserved for a ready case.</summary>
    public async Task<ReserveNumber.Reservation> Reserve(ReadyCase ready) =>
        (await new ReserveNumber(Office.Database, Numbering, Office.Clock).Handle(ready, "VT, TTĐT", Clerk, default)).Answer;

    /// <summary>An issued letter; its file is no PDF, which delivery does not ask.</summary>
    public async Task<IssueDocument.Issued> Issue(CaseReadyToIssue? letter = null)
    {
        await EnrolAgency();
        var reservation = await Reserve(await Ready(letter));
        var file = await Office.Content.Put(new MemoryStream(System.Text.Encoding.UTF8.GetBytes("%PDF " + reservation.Issue.Code)), 1000);
        var done = new CompleteIssue.Sealed(reservation, file.Answer.Sha256, AgencyCode, Clerk);
        return (await Office.Database.Write(session => new CompleteIssue(Bell).Handle(session, done))).Answer;
    }

    public Task EnrolAgency() => Office.Database.Write(session => SetAgency.Handle(
        new SetAgency.Command(AgencyCode, "Văn phòng Chính phủ", "Hà Nội", "VPCP", null), session, ("test", "Test")));

    public Task<IReadOnlyList<DeliveryRow>> Deliveries() => Office.Database.Read(session =>
        session.List<DeliveryRow>($"select {DeliveryRow.Columns} from dispatch_delivery order by recipient_code"));

    /// <summary>What the page of the only letter's case shows of its copies.</summary>
    public Task<IReadOnlyList<CaseCopy>> Shown() => Office.Database.Read(async session =>
        await DispatchRoom.Room.CopiesOf(session, await session.One<Guid>("select case_id from dispatch_issue")));

    /// <summary>Its senders.</summary>
    public Sending Sending => field ??= new Sending(this);

    /// <summary>One round of each sweep that sends.</summary>
    public Task<bool> Sweep() => Sending.Sweep();

    public Task<string> StateOf(Guid issue) =>
        Office.Database.Read(session => session.One<string>("select state from dispatch_issue where id = @Id", new { Id = issue }));

    public void Dispose()
    {
        Bell.Dispose();
        Outbound.Dispose();
        Office.Dispose();
    }
}

using DocFlow.Contracts;
using DocFlow.Host;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using MassTransit;

namespace DocFlow.Tests.Workflow;

/// <summary>An installation with a unit and its people, and submissions brought to it as Intake would.</summary>
public sealed class WorkflowOffice : IDisposable
{
    public TestInstallation Office { get; } = new();
    public Guid UnitId { get; private set; }
    public Actor Clerk { get; private set; } = null!;
    public Actor Head { get; private set; } = null!;
    public Actor Leader { get; private set; } = null!;
    public Actor Deputy { get; private set; } = null!;
    public Actor Administrator { get; private set; } = null!;

    public static async Task<WorkflowOffice> Open()
    {
        var office = new WorkflowOffice();
        office.UnitId = (await office.Office.Database.Write(session =>
            AddUnit.Handle(new AddUnit.Command("Vụ Tổng hợp", "TH", null), session, By.System))).Answer.UnitId;
        office.Clerk = await office.Enrol("vanthu", "Trần Thị Văn Thư", Role.Clerk, "Văn thư");
        office.Head = await office.Enrol("truong", "Lê Văn Trưởng", Role.UnitHead, "Vụ trưởng");
        office.Leader = await office.Enrol("lanhdao", "Nguyễn Văn Ký", Role.Leader, "Phó Chủ nhiệm");
        office.Deputy = await office.Enrol("pho", "Phạm Thị Phó", Role.Leader, "Phó Chủ nhiệm");
        office.Administrator = await office.Enrol("quantri", "Đỗ Quản Trị", Role.Administrator, "Quản trị");
        return office;
    }

    /// <summary>A submission with this draft is registered and its case is opened.</summary>
    public async Task<ShowCase.Answer> Submit(byte[] draft, Urgency urgency = Urgency.Normal)
    {
        var registered = await Registered(draft, urgency);
        await Bring<OpenCase, DocumentRegistered>(registered);
        return await CaseOf(registered.DocumentId);
    }

    public async Task<DocumentRegistered> Registered(byte[] draft, Urgency urgency = Urgency.Normal, bool submission = true)
    {
        var file = await Keep(draft);
        return new DocumentRegistered
        {
            DocumentId = Guid.CreateVersion7(),
            Year = 2026,
            ArrivalNumber = 7,
            ArrivedOn = new DateOnly(2026, 2, 2),
            RegisteredAt = Office.Clock.Now,
            RegisteredBy = Clerk.UserId,
            RegisteredByName = Clerk.FullName,
            IssuerName = "Vụ Tổng hợp",
            Code = "12/TTr-TH",
            TypeName = "Tờ trình",
            Subject = "Trình ký công văn",
            Urgency = urgency,
            Files = [new EnclosedFile("du-thao.pdf", file, draft.Length, submission ? FilePurpose.Draft : FilePurpose.Main)],
            Draft = submission ? DraftOf(urgency) : null,
        };
    }

    /// <summary>Brings a message over a bus in memory, as often as asked, under one message id.</summary>
    public Task Bring<TConsumer, TMessage>(TMessage message, int times = 1)
        where TConsumer : class, IConsumer
        where TMessage : class => Dispatch.Bus.Bring<TConsumer, TMessage>(Office, message, times);

    public async Task<ShowCase.Answer> CaseOf(Guid documentId) =>
        (await Office.Database.Read(session => ShowCase.ByDocument(documentId, Clerk, session, Rooms.All))).Answer;

    public async Task<ShowCase.Answer> See(Guid caseId, Actor? actor = null) =>
        (await Office.Database.Read(session => ShowCase.Handle(caseId, actor ?? Clerk, session, Rooms.All))).Answer;

    public async Task<Outcome<ActOnTask.Answer>> Act(Guid caseId, ActOnTask.Command command, Actor actor) =>
        await Office.Database.Write(session => ActOnTask.Handle(caseId, command, actor, session));

    /// <summary>The act on the version that is current.</summary>
    public async Task<Outcome<ActOnTask.Answer>> Act(Guid caseId, ActKind kind, Actor actor, string? remark = null) =>
        await Act(caseId, new ActOnTask.Command(kind, (await See(caseId)).File) { Remark = remark }, actor);

    public Task<IReadOnlyList<ListTasks.Item>> Desk(Actor actor, int page = 1) =>
        Office.Database.Read(session => ListTasks.Handle(session, actor, Office.Clock, page));

    public async Task<string> Keep(byte[] file) =>
        (await Office.Content.Put(new MemoryStream(file), 10_000_000)).Answer.Sha256;

    public static RequestKey Key() => new(RequestKey.Fresh(), "someone", "POST /cases");

    public void Dispose() => Office.Dispose();

    private OutgoingDraft DraftOf(Urgency urgency) => new()
    {
        TypeName = "Công văn",
        Notation = "VPCP-TH",
        Subject = "V/v triển khai văn bản điện tử",
        Urgency = urgency,
        Print = DraftPrint.Blanks,
        DraftingUnitId = UnitId,
        Recipients = [new Recipient("H53", "UBND tỉnh Tây Ninh")],
    };

    private async Task<Actor> Enrol(string userName, string fullName, Role role, string title)
    {
        var command = new AddUser.Command(userName, fullName, MaySeal: false, [new NewPost(UnitId, role, title)]);
        // hashing a password costs 100 ms on purpose; these people never sign in
        var password = new OneTimePassword("none", "none");
        var user = await Office.Database.Write(session => AddUser.Handle(command, password, session, By.System));
        return (await Office.Database.Read(session => Person.Find(session, user.Answer.UserId)))!;
    }
}

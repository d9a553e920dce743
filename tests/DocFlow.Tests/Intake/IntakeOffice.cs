using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Intake.Receiving;
using DocFlow.Intake.Registering;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Tests.Signing.Pdf;

namespace DocFlow.Tests.Intake;

/// <summary>The intake room of a real installation, with a clerk, a drafting unit and an agency to write to.</summary>
internal sealed class IntakeOffice : IDisposable
{
    private int _papers;

    public IntakeOffice()
    {
        var secrets = new SecretFiles(House.Database, House.Condemned);
        Once = new Once(House.Database);
        Screening = new ScreenFile(Options, Trusted());
        Receiver = new ReceiveFile(House.Database, House.Content, Screening, Options);
        Registrar = new RegisterDocument(Once, secrets);
        Decider = new DecideFile(Once, secrets);
    }

    public TestInstallation House { get; } = new();

    public IntakeOptions Options { get; } = new() { UploadLimit = 100_000 };

    public Once Once { get; }

    public ScreenFile Screening { get; }

    public ReceiveFile Receiver { get; }

    public RegisterDocument Registrar { get; }

    public DecideFile Decider { get; }

    public Actor Clerk { get; } = PersonWith(Role.Clerk);

    public Actor Specialist { get; } = PersonWith(Role.Specialist);

    public Task<Outcome<ReceiveFile.Answer>> Receive(byte[] bytes, string name = "den.pdf", RequestKey? key = null) =>
        Receiver.Handle(new Upload(name, new MemoryStream(bytes)), key ?? Key(), Clerk, default);

    /// <summary>A waiting file whose bytes no other file has.</summary>
    public async Task<ReceiveFile.Answer> Paper() => (await Receive(TinyPdf.Classic(TinyPdf.Page, $"({++_papers})"))).Answer;

    public Task<Outcome<RegisterDocument.Answer>> Register(RegisterDocument.Command command, Actor? actor = null, RequestKey? key = null) =>
        Registrar.Submit(command, key ?? Key(), actor ?? Clerk, default);

    /// <summary>Registers a paper of its own under this number.</summary>
    public async Task<RegisterDocument.Answer> Registered(string number = "12") =>
        (await Register(Letter(number, (await Paper()).FileId))).Answer;

    public static RegisterDocument.Command Letter(string number, Guid file) => new()
    {
        Files = [new(file, FilePurpose.Main)],
        Document = new Metadata
        {
            TypeName = "Công văn",
            CodeNumber = number,
            CodeNotation = "BTC-VP",
            IssuedOn = new DateOnly(2026, 1, 30),
            OrganName = "Bộ Tài chính",
            Subject = "Về việc báo cáo dự toán",
        },
    };

    public async Task<OutgoingDraft> Draft()
    {
        var unit = await House.Database.Write(session => AddUnit.Handle(new("Vụ Tổng hợp", "TH", null), session, By.System));
        await House.Database.Write(session => AddPartner.Handle(new("H37.02", "UBND huyện", null), "protected", session, By.System));
        return new OutgoingDraft
        {
            TypeName = "Công văn",
            Notation = "VPCP-TH",
            Subject = "Về dự toán",
            Urgency = Urgency.Normal,
            Print = DraftPrint.Blanks,
            DraftingUnitId = unit.Answer.UnitId,
            Recipients = [new("H37.02", "UBND huyện")],
        };
    }

    public Task<T> One<T>(string sql, object? parameters = null) => House.Database.Read(session => session.One<T>(sql, parameters));

    /// <summary>Every file under the content store's folders.</summary>
    public IReadOnlyList<string> StoredFiles() =>
    [
        .. new[] { "content", "incoming", "condemned" }.Select(folder => Path.Combine(House.Folder, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)),
    ];

    private TrustedAuthorities Trusted() => new(new KeyFolder(House.Options), House.Clock);

    public static RequestKey Key(string? key = null) => new(key ?? RequestKey.Fresh(), "clerk", "POST /intake");

    public void Dispose() => House.Dispose();

    private static Actor PersonWith(Role role) =>
        new(Guid.CreateVersion7(), "lan", "Nguyễn Thị Lan", MaySeal: false, [new(Guid.CreateVersion7(), "Văn phòng", role, "")]);
}

using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Identity.People;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Keys;

namespace DocFlow.Tests.Dispatch.Issuing;

/// <summary>A dispatch office with a real seal and a leader with a real key.</summary>
internal sealed class SealDesk(DispatchOffice dispatch)
{
    public const string Pin = "135790";

    public DispatchOffice Dispatch { get; } = dispatch;

    public Guid Leader { get; private set; }

    public LetterOnPaper Paper { get; private set; } = null!;

    private KeyFolder Folder => field ??= new KeyFolder(Dispatch.Office.Options);

    private KeySafe Safe => field ??= new KeySafe(
        Dispatch.Office.Database, Folder, new HeldKeys(Dispatch.Office.Options, Dispatch.Office.Clock), Dispatch.Office.Clock);

    public static async Task<SealDesk> Open(DispatchOffice dispatch)
    {
        var desk = new SealDesk(dispatch);
        await dispatch.EnrolAgency();
        var leader = new AddUser.Command("lanhdao", "Nguyễn Văn Ký", MaySeal: false, []);
        var once = new Once(dispatch.Office.Database);
        desk.Leader = (await AddUser.Handle(leader, DispatchOffice.Key(), dispatch.Clerk, once)).Answer.UserId;
        await desk.EnrolKey(null, CertificateSubject.Seal("Văn phòng Chính phủ", "G22"), Pin);
        await desk.EnrolKey(desk.Leader, CertificateSubject.Person("Nguyễn Văn Ký", "Văn phòng Chính phủ", null, null), "246810");
        desk.Paper = new LetterOnPaper(dispatch.Office, desk.Safe);
        return desk;
    }

    /// <summary>A letter on paper with fields laid, signed by the leader, announced as ready.</summary>
    public async Task<ReadyCase> Ready(Func<string, Task<string>>? alter = null)
    {
        var file = await Paper.Sign(await Paper.Lay(), Leader);
        return await Announce(alter is null ? file : await alter(file));
    }

    public Task<ReadyCase> Announce(string sha256)
    {
        var letter = Dispatch.Letter();
        return Dispatch.Ready(letter with { FileSha256 = sha256, Signatory = letter.Signatory with { UserId = Leader } });
    }

    public Task<Outcome<IssueDocument.Answer>> Issue(params ReadyCase[] cases) => Issue(DispatchOffice.Key(), Pin, cases);

    public Task<Outcome<IssueDocument.Answer>> Issue(RequestKey key, string pin, params ReadyCase[] cases)
    {
        var items = cases.Select(one => new IssueDocument.Item(one.CaseId, one.FileSha256)).ToList();
        return Slice().Handle(new IssueDocument.Command(items, pin), key, Dispatch.Clerk, default);
    }

    public IssueDocument Slice()
    {
        var office = Dispatch.Office;
        var letter = new IssueLetter(
            office.Database,
            new ReserveNumber(office.Database, Dispatch.Numbering, office.Clock),
            new SealLetter(office.Content, office.Clock),
            new CompleteIssue(Dispatch.Bell));
        return new IssueDocument(office.Database, new OpenSeal(office.Database, Safe, office.Content), letter);
    }

    private async Task EnrolKey(Guid? owner, CertificateSubject subject, string pin)
    {
        using var authority = LocalAuthority.Open(Path.Combine(Dispatch.Office.Folder, "authority"), Dispatch.Office.Clock);
        var certificate = authority.Issue(subject);
        var command = new EnrolKey.Command(owner, Pkcs12.Create(certificate, [], pin), LetterOnPaper.Picture(owner is null), pin);
        var keys = new KeyMaking((file, typed) => Pkcs12Key.Open(file, typed).Key!.Certificate.RawData, (_, _) => [], _ => { });
        var enrol = new EnrolKey(Dispatch.Office.Database, Folder, Dispatch.Office.Content, keys);
        _ = (await enrol.Handle(command, DispatchOffice.Key(), ("test", "Test"))).Answer;
    }
}

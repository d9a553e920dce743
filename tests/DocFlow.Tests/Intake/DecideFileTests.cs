using DocFlow.Intake;
using NUnit.Framework;

namespace DocFlow.Tests.Intake;

public sealed class DecideFileTests
{
    private IntakeOffice _office = null!;

    [SetUp]
    public void Open() => _office = new IntakeOffice();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_held_file_that_a_clerk_accepts_may_be_registered()
    {
        var file = await Held();

        var decided = await Decide(file, DecideFile.Decision.Accept, "Chữ MẬT là tên riêng");

        Assert.That(decided.Answer.State, Is.EqualTo(FileState.Ready));
        Assert.That((await _office.Register(IntakeOffice.Letter("1", file))).Answer.ArrivalNumber, Is.EqualTo(1));
        var reason = await _office.One<string>("select decision_reason from intake_file where id = @file", new { file });
        Assert.That(reason, Is.EqualTo("Chữ MẬT là tên riêng"));
    }

    [Test]
    public async Task A_secret_is_destroyed_but_its_hash_and_record_stay()
    {
        var file = await Held();

        await Decide(file, DecideFile.Decision.Secret, "Đúng là văn bản mật");

        Assert.That(_office.StoredFiles(), Is.Empty);
        Assert.That(await _office.One<string>("select state from intake_file where id = @file", new { file }), Is.EqualTo("Destroyed"));
        Assert.That(await _office.One<long>("select count(*) from trail_entry where act = 'secret-destroyed'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Bytes_that_a_living_file_shares_are_kept()
    {
        var paper = await _office.Paper();
        await _office.House.Database.Write(session => session.Execute(Twin, paper));

        await Decide(paper.FileId, DecideFile.Decision.Secret, "Nhầm lẫn khi chọn");

        Assert.That(_office.StoredFiles(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_decision_without_a_reason_is_refused()
    {
        var outcome = await Decide(await Held(), DecideFile.Decision.Accept, " ");

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("reason.missing"));
    }

    [Test]
    public async Task A_file_set_aside_leaves_the_desk_and_keeps_its_bytes()
    {
        var paper = await _office.Paper();

        await Decide(paper.FileId, DecideFile.Decision.SetAside, "Gửi nhầm cơ quan");

        Assert.That(await _office.House.Database.Read(ListFiles.Count), Is.Zero);
        Assert.That(_office.StoredFiles(), Has.Count.EqualTo(1));
    }

    private async Task<Guid> Held()
    {
        var paper = await _office.Paper();
        await _office.House.Database.Write(session => session.Execute("update intake_file set state = 'Held' where id = @FileId", paper));
        return paper.FileId;
    }

    private Task<DocFlow.Platform.Outcome<DecideFile.Answer>> Decide(Guid file, DecideFile.Decision decision, string reason) =>
        _office.Decider.Submit(new(file, decision, reason), IntakeOffice.Key(), _office.Clerk, default);

    private const string Twin = """
        insert into intake_file (id, name, sha256, length, pages, report, state, received_at, received_by, received_by_name, repeat_key)
        select document_key, name, sha256, length, pages, report, state, received_at, received_by, received_by_name, 'twin'
        from (select f.*, f.received_by as document_key from intake_file f where id = @FileId) twin
        """;
}

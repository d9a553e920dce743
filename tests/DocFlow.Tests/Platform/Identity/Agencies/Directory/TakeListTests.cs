using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies.Directory;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity.Agencies.Directory;

public sealed class TakeListTests
{
    private DirectoryDesk _desk = null!;

    [SetUp]
    public void Open() => _desk = new DirectoryDesk();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task What_is_new_is_added_what_says_otherwise_is_changed_and_what_left_is_inactive()
    {
        await Take(Agency("H1", "Một"), Agency("H2", "Hai"), Agency("H3", "Ba"));

        var answer = (await Take(Agency("H1", "Một"), Agency("H2", "Hai mới"), Agency("H4", "Bốn"))).Answer;

        Assert.That((answer.Added.First, answer.Changed.First, answer.Retired.First, answer.Unchanged),
            Is.EqualTo((new[] { "H4" }, new[] { "H2" }, new[] { "H3" }, 1)));
        Assert.That((await _desk.Find("H3"))!.Active, Is.False);
        Assert.That(await _desk.Search("hai moi"), Is.EqualTo(["H2"]));
    }

    [Test]
    public async Task One_that_comes_back_is_active_again()
    {
        await Take(Agency("H1", "Một"), Agency("H2", "Hai"));
        await Take(Agency("H1", "Một"));

        var answer = (await Take(Agency("H1", "Một"), Agency("H2", "Hai"))).Answer;

        Assert.That(answer.Changed.First, Is.EqualTo(["H2"]));
        Assert.That((await _desk.Find("H2"))!.Active);
    }

    [Test]
    public async Task What_an_administrator_wrote_stays_whatever_a_list_says()
    {
        await _desk.Set("H1", "Như quản trị viên viết");

        var answer = (await Take(Agency("h1", "Như danh sách viết"), Agency("H2", "Hai"))).Answer;
        await Take(Agency("H2", "Hai"));

        Assert.That(answer.KeptByHand.First, Is.EqualTo(["h1"]));
        Assert.That((await _desk.Find("H1"))!, Has.Property("Name").EqualTo("Như quản trị viên viết").And.Property("Active").True);
    }

    [Test]
    public async Task A_list_retires_only_what_it_named_itself_and_takes_no_mail_address_away()
    {
        await Take(Agency("H1", "Một") with { Mail = "mot@h1.example.vn" }, Agency("H2", "Hai"));

        var answer = (await Take("peer:AXIS", Agency("H1", "Một"))).Answer;

        Assert.That((answer.Changed.First, answer.Retired.Count), Is.EqualTo((new[] { "H1" }, 0)));
        var entry = (await _desk.Find("H1"))!;
        Assert.That((entry.Mail, entry.Source), Is.EqualTo(("mot@h1.example.vn", "peer:AXIS")));
    }

    [Test]
    public async Task A_list_that_lost_most_of_its_agencies_is_believed_only_when_someone_says_so()
    {
        await Take([.. Enumerable.Range(100, 50).Select(number => Agency($"H{number}", "Xã"))]);

        var doubted = await Take(Agency("H100", "Xã"));
        var believed = await Take(new TakeList.Command("csv", [Agency("H100", "Xã")], EvenIfShrunk: true));

        Assert.That(doubted.Refusal?.Code, Is.EqualTo("directory.list-shrunk"));
        Assert.That(believed.Answer.Retired.Count, Is.EqualTo(49));
        Assert.That((await Take()).Refusal?.Code, Is.EqualTo("directory.list-empty"));
    }

    [Test]
    public async Task More_agencies_than_a_statement_holds_are_all_there()
    {
        var many = Enumerable.Range(1, 1_000).Select(number => Agency($"K{number}", $"Xã số {number}", old: $"000.{number}")).ToArray();

        var answer = (await Take(many)).Answer;

        Assert.That(answer.Added.Count, Is.EqualTo(1_000));
        Assert.That((await _desk.Find("000.987"))!.Code, Is.EqualTo("K987"));
    }

    private static ListedAgency Agency(string code, string name, string? old = null) => new(code, old, name, ParentCode: null, Mail: null);

    private Task<Outcome<TakeList.Answer>> Take(params ListedAgency[] agencies) => Take("csv", agencies);

    private Task<Outcome<TakeList.Answer>> Take(string source, params ListedAgency[] agencies) =>
        Take(new TakeList.Command(source, agencies));

    private Task<Outcome<TakeList.Answer>> Take(TakeList.Command command) =>
        _desk.Office.Database.Write(session => TakeList.Handle(command, session, By.Console));
}

using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.JourneyTests;

/// <summary>Acts that the law or the key refuses, over HTTP; the case stays where it was.</summary>
public sealed class WrongActTests
{
    private RunningOffice _office = null!;
    private int _papers;

    private OfficeDriver Driver => _office.Driver;

    [OneTimeSetUp]
    public async Task Start() => _office = await RunningOffice.Start();

    [OneTimeTearDown]
    public ValueTask Stop() => _office.DisposeAsync();

    [Test]
    public async Task An_act_by_the_wrong_person_is_refused()
    {
        var at = await Opened();

        var refused = await Refusal(() => Act(DemoPeople.Clerk, at, ActKind.Review));

        Assert.That(refused.Message, Has.Length.GreaterThan(20));
        Assert.That((await Now(at)).Version, Is.EqualTo(at.Version));
    }

    [Test]
    public async Task An_act_on_a_version_that_is_no_longer_current_is_refused()
    {
        var at = await Opened();

        var refused = await Refusal(() => Act(DemoPeople.Head, at with { File = new string('0', 64) }, ActKind.Review));

        Assert.That((int)refused.Status, Is.EqualTo(409));
        Assert.That((await Now(at)).Version, Is.EqualTo(at.Version));
    }

    [Test]
    public async Task Of_two_people_who_act_at_once_one_is_told_that_the_other_was_faster()
    {
        var at = await Act(DemoPeople.Head, await Opened(), ActKind.Review);

        var both = await Task.WhenAll(
            Attempt(() => Act(DemoPeople.Deputy, at, ActKind.Approve)), Attempt(() => Act(DemoPeople.Leader, at, ActKind.Approve)));

        Assert.That(both.Count(refused => refused is null), Is.EqualTo(1));
        Assert.That((int)both.Single(refused => refused is not null)!.Status, Is.AnyOf(403, 409));
        Assert.That((await Now(at)).Version, Is.EqualTo(at.Version + 1));
    }

    [Test]
    public async Task A_wrong_pin_is_counted_and_the_key_locks_before_its_last_try_also_over_a_restart()
    {
        var at = await Signable();
        var codes = new List<string>();
        for (var wrong = 0; wrong < 3; wrong++)
            codes.Add((await Refusal(() => Sign(at, "00000000"))).Code);
        await _office.Server.Kill();
        await _office.Server.Start();
        for (var wrong = 0; wrong < 3; wrong++)
            codes.Add((await Refusal(() => Sign(at, "00000000"))).Code);

        var right = await Refusal(() => Sign(at, _office.Office[DemoPeople.Leader].Pin!));

        Assert.That(codes[..4], Has.All.EqualTo(codes[0]), string.Join(", ", codes));
        Assert.That(codes[4..], Has.All.EqualTo(right.Code).And.All.Not.EqualTo(codes[0]), string.Join(", ", codes));
        Assert.That((int)right.Status, Is.EqualTo(423));
    }

    private async Task<ActOnTask.Answer> Opened()
    {
        var number = Interlocked.Increment(ref _papers);
        var paper = DemoPapers.BuiltIn($"wrong-{number}", number, Platform.VietnamTime.OfficeToday(TimeProvider.System));
        var arrival = await Driver.Register(paper, await Driver.Receive(paper, default), default);
        var found = await Driver.Case(arrival.DocumentId, default);
        return new ActOnTask.Answer(found.CaseId, found.Version, found.Step, found.File, found.Ending);
    }

    private async Task<ActOnTask.Answer> Signable()
    {
        var reviewed = await Driver.Act(DemoPeople.Head, await Opened(), ActKind.Review, default);
        return await Driver.Act(DemoPeople.Deputy, reviewed, ActKind.Approve, default);
    }

    private Task Sign(ActOnTask.Answer at, string pin) =>
        Driver[DemoPeople.Leader].Post<ActOnTask.Answer>(
            $"/cases/{at.CaseId}/signature", new SignDocument.Command(at.File, pin), Guid.NewGuid().ToString("N"), default);

    private Task<ShowCase.Answer> Now(ActOnTask.Answer at) =>
        Driver[DemoPeople.Leader].Get<ShowCase.Answer>($"/cases/{at.CaseId}", default);

    private Task<ActOnTask.Answer> Act(DemoPerson person, ActOnTask.Answer at, ActKind kind) =>
        Driver[person].Post<ActOnTask.Answer>(
            $"/cases/{at.CaseId}/acts", new ActOnTask.Command(kind, at.File), Guid.NewGuid().ToString("N"), default);

    private static async Task<OfficeRefused> Refusal(Func<Task> act) =>
        await Attempt(act) ?? throw new AssertionException("It was not refused.");

    private static async Task<OfficeRefused?> Attempt(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (OfficeRefused refused)
        {
            return refused;
        }
    }
}

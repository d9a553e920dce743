using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Tests.Dispatch.Exchange;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class TellUncollectedTests
{
    private DispatchOffice _dispatch = null!;
    private Agency _agency = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        var letter = _dispatch.Letter();
        await _dispatch.Issue(letter with { Draft = letter.Draft with { Recipients = [new Recipient("H53", "UBND tỉnh Tây Ninh")] } });
        _agency = await Agency.Enrol(_dispatch, "H53");
        await _dispatch.Sweep();
    }

    [TearDown]
    public void Close() => _dispatch.Dispose();

    [Test]
    public async Task What_nobody_collects_in_its_time_becomes_a_clerks_task_once()
    {
        await Wait(TimeSpan.FromHours(71));
        var early = (await Copy()).State;

        await Wait(TimeSpan.FromHours(1));
        await Wait(TimeSpan.FromHours(1));

        var troubles = await _dispatch.Office.Database.Read(session => ListTroubles.Handle(session, _dispatch.Office.Clock.Now));
        var trouble = troubles.Copies.Single();
        Assert.That((early, trouble.RecipientCode, trouble.ErrorCode), Is.EqualTo((DeliveryRow.Mailbox, "H53", "not-collected")));
        Assert.That(DeliveryTrouble.Of(trouble.ErrorCode).Vi, Does.StartWith("Bên nhận chưa lấy văn bản"));
        Assert.That((await _dispatch.Shown()).Select(one => one.State), Is.EqualTo(new[] { "failed" }));
    }

    [Test]
    public async Task It_still_waits_there_and_collected_late_it_is_sent()
    {
        await Wait(TimeSpan.FromDays(4));

        await _agency.Acknowledge((await _agency.List()).Single().Id);

        Assert.That((await Copy()).State, Is.EqualTo(DeliveryRow.Sent));
    }

    [Test]
    public async Task Sent_again_by_a_clerk_it_has_as_much_time_once_more()
    {
        await Wait(TimeSpan.FromDays(4));
        await new SendAgain(new Once(_dispatch.Office.Database), _dispatch.Bell).Handle(
            new SendAgain.Command((await Copy()).Id), DispatchOffice.Key(), _dispatch.Clerk, default);
        await _dispatch.Sweep();

        await Wait(TimeSpan.FromDays(2));

        Assert.That((await Copy()).State, Is.EqualTo(DeliveryRow.Mailbox));
    }

    private async Task Wait(TimeSpan time)
    {
        _dispatch.Office.Clock.Now += time;
        using var leases = new Leases(_dispatch.Office.Database, _dispatch.Office.Clock, NullLogger<Leases>.Instance);
        using var sweep = new TellUncollected(_dispatch.Office.Database, leases, NullLogger<TellUncollected>.Instance);
        await sweep.Round(default);
    }

    private async Task<DeliveryRow> Copy() => (await _dispatch.Deliveries()).Single();
}

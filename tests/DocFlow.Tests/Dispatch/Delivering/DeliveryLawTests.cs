using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Packets;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class DeliveryLawTests
{
    [TestCase(null, "01")]
    [TestCase(null, "06")]
    [TestCase("01", "03")]
    [TestCase("03", "05")]
    [TestCase("05", "06")]
    [TestCase(null, "02")]
    [TestCase("01", "02")]
    public void A_copy_moves_forwards_and_may_skip_steps(string? from, string to) =>
        Assert.That(DeliveryLaw.After(new Standing(from), new StatusCode(to)), Is.EqualTo(new Standing(to)));

    [TestCase("03", "01")]
    [TestCase("06", "05")]
    [TestCase("05", "05")]
    [TestCase("02", "03")]
    [TestCase("03", "02")]
    [TestCase("03", "13")]
    [TestCase(null, "15")]
    [TestCase("01", "16")]
    [TestCase("01", "14")]
    public void A_copy_never_moves_backwards_and_what_is_no_step_moves_nothing(string? from, string to) =>
        Assert.That(DeliveryLaw.After(new Standing(from), new StatusCode(to)), Is.EqualTo(new Standing(from)));

    [TestCase(null)]
    [TestCase("03")]
    [TestCase("06")]
    public void An_agreed_recall_is_final(string? status)
    {
        var asked = new Standing(status, PacketBusiness.Recall);

        var recalled = DeliveryLaw.After(asked, StatusCode.ChangeAgreed);

        Assert.That(recalled, Is.EqualTo(new Standing(status, Recalled: true)));
        var later = new[] { "01", "02", "03", "04", "05", "06", "13", "15", "16" };
        Assert.That(later.Select(code => DeliveryLaw.After(recalled, new StatusCode(code))), Is.All.EqualTo(recalled));
        Assert.That(DeliveryLaw.MayAsk(recalled), Is.False);
    }

    [Test]
    public void A_refused_recall_changes_nothing_and_may_be_asked_again()
    {
        var refused = DeliveryLaw.After(new Standing("03", PacketBusiness.Recall), StatusCode.ChangeRefused);

        Assert.That(refused, Is.EqualTo(new Standing("03")));
        Assert.That(DeliveryLaw.MayAsk(refused), Is.True);
    }

    [TestCase(PacketBusiness.Update)]
    [TestCase(PacketBusiness.Replace)]
    public void An_agreed_change_leaves_the_copy_where_it_is(PacketBusiness asked) =>
        Assert.That(DeliveryLaw.After(new Standing("04", asked), StatusCode.ChangeAgreed), Is.EqualTo(new Standing("04")));

    [Test]
    public void A_recipient_goes_on_with_its_work_until_it_answers_what_was_asked()
    {
        var asked = new Standing("03", PacketBusiness.Recall);

        Assert.That(DeliveryLaw.After(asked, StatusCode.Processing), Is.EqualTo(new Standing("05", PacketBusiness.Recall)));
        Assert.That(DeliveryLaw.MayAsk(asked), Is.False);
    }

    [Test]
    public void Only_a_recall_overtakes_what_was_not_answered()
    {
        var updating = new Standing("03", PacketBusiness.Update);

        Assert.That(DeliveryLaw.MayAsk(updating), Is.True);
        Assert.That(DeliveryLaw.MayAsk(updating, PacketBusiness.Replace), Is.False);
    }

    [Test]
    public void Nothing_is_asked_about_a_copy_that_was_refused() =>
        Assert.That(DeliveryLaw.MayAsk(new Standing("02")), Is.False);
}

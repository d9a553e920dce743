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
        Assert.That(DeliveryLaw.Moves(from, new StatusCode(to)), Is.True);

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
        Assert.That(DeliveryLaw.Moves(from, new StatusCode(to)), Is.False);
}

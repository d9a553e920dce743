using DocFlow.Dispatch.Delivering;
using DocFlow.Platform.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Delivering;

public sealed class SetPeerTests
{
    [Test]
    public async Task What_is_remembered_of_a_request_knows_none_of_its_secrets()
    {
        using var dispatch = new DispatchOffice();
        var peers = new SetPeer(new Once(dispatch.Office.Database), dispatch.Secrets);
        var command = new SetPeer.Command("TRUC", "Trục", "https://axis.example/api", "G22") { Secret = "bi-mat", Password = "mat-khau" };
        var key = DispatchOffice.Key();
        await peers.Handle(command, key, dispatch.Clerk, default);

        var again = await peers.Handle(command with { Secret = "khac", Password = "khac" }, key, dispatch.Clerk, default);
        var other = await peers.Handle(command with { Name = "Khác" }, key, dispatch.Clerk, default);

        Assert.That((again.Refusal?.Code, other.Refusal?.Code), Is.EqualTo(((string?)null, "request.key-reused")));
    }
}

using System.Net;
using DocFlow.Host.Hosting;
using Microsoft.AspNetCore.Connections;
using NUnit.Framework;

namespace DocFlow.Tests.Host;

public sealed class ConnectionShareTests
{
    [TestCase("192.0.2.7", "192.0.2.7", 2)]
    [TestCase("192.0.2.7", "::ffff:192.0.2.7", 2)]
    [TestCase("192.0.2.7", "192.0.2.8", 3)]
    [TestCase("2001:db8::1", "2001:db8::ffff:2", 2)]
    [TestCase("2001:db8::1", "2001:db8:0:1::1", 3)]
    [TestCase("10.1.2.3", "10.1.2.3", 3)]
    [TestCase("::ffff:10.1.2.3", "::ffff:10.1.2.3", 3)]
    public async Task An_address_has_two_connections_a_network_of_IPv6_too_and_a_proxy_as_many_as_it_wants(
        string first, string third, int let)
    {
        var (share, end) = (new ConnectionShare(2, [IPNetwork.Parse("10.1.0.0/16")]), new TaskCompletionSource());
        var held = 0;
        var door = share.Within(_ =>
        {
            held++;
            return end.Task;
        });

        var lines = new[] { first, first, third }.Select(from => door(From(from))).ToList();

        Assert.That(held, Is.EqualTo(let));
        end.SetResult();
        await Task.WhenAll(lines);
        await door(From(first));
        Assert.That(held, Is.EqualTo(let + 1), "a line that ended gives its place back");
    }

    private static DefaultConnectionContext From(string address) =>
        new() { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 5000) };
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DocFlow.JourneyTests.Support;

/// <summary>
/// Ports of this machine that nobody listens on, below the ephemeral ones: while a server is down and about to come back, no outgoing call
/// of anybody takes its port.
/// </summary>
internal static class FreePorts
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>One that was not given out before.</summary>
    public static int One() => Enumerable.Range(0, 200).Select(_ => Random.Shared.Next(10_000, 20_000))
        .First(port => Given.TryAdd(port, true) && Free(port));

    /// <summary>One whose companions (management, epmd, distribution) are free too.</summary>
    public static int ForRabbit() => Enumerable.Range(0, 200).Select(_ => Random.Shared.Next(21_000, 27_000))
        .First(port => new[] { port, port + 1, port + 1000, port + 2000 }.All(Free));

    private static bool Free(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

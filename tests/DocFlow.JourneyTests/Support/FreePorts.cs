using System.Net;
using System.Net.Sockets;

namespace DocFlow.JourneyTests.Support;

/// <summary>Ports of this machine that nobody listens on.</summary>
internal static class FreePorts
{
    public static int One()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A port below the ephemeral ones whose companions (management, epmd, distribution) are free too.</summary>
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

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace DocFlow.Host.Hosting;

/// <summary>
/// No address holds more than its share of the connections: whoever opens thousands shuts out itself and nobody else. Of IPv6, where a
/// line has more addresses than anybody counts, its network (/64) has the share. A proxy of ours (Proxy:Networks) stands for many and has
/// none.
/// </summary>
public sealed class ConnectionShare(int most, IReadOnlyList<System.Net.IPNetwork> proxies)
{
    private readonly Lock _counting = new();
    private readonly Dictionary<IPAddress, int> _held = [];

    /// <summary>Lets connections in up to the share.</summary>
    public ConnectionDelegate Within(ConnectionDelegate next) => async connection =>
    {
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var address } || proxies.Any(proxy => proxy.Contains(Plain(address))))
        {
            await next(connection);
            return;
        }

        var from = HolderOf(Plain(address));
        if (!Take(from))
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            GiveBack(from);
        }
    };

    // a socket for both kinds shows an IPv4 address as an IPv6 one
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPAddress HolderOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private bool Take(IPAddress from)
    {
        lock (_counting)
        {
            var held = _held.GetValueOrDefault(from);
            if (held >= most)
                return false;
            _held[from] = held + 1;
            return true;
        }
    }

    private void GiveBack(IPAddress from)
    {
        lock (_counting)
        {
            if (--_held[from] == 0)
                _held.Remove(from);
        }
    }
}

using System.Net;
using Microsoft.AspNetCore.Connections;

namespace DocFlow.Host.Hosting;

/// <summary>
/// No address holds more than its share of the connections: whoever opens thousands shuts out itself and nobody else. A proxy of ours
/// (Proxy:Networks) stands for many and has no share.
/// </summary>
internal sealed class ConnectionShare(int most, IReadOnlyList<System.Net.IPNetwork> proxies)
{
    private readonly Lock _counting = new();
    private readonly Dictionary<IPAddress, int> _held = [];

    public ConnectionDelegate Within(ConnectionDelegate next) => async connection =>
    {
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var from } || proxies.Any(proxy => proxy.Contains(from)))
        {
            await next(connection);
            return;
        }

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

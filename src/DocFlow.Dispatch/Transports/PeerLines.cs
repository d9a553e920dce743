using System.Collections.Concurrent;
using System.Text;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Dispatch.Transports;

/// <summary>The transport to each peer, kept as long as the peer stays as it is: the provincial one remembers its sign-in.</summary>
public sealed class PeerLines(PartnerSecrets secrets, Outbound outbound, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (Peer Peer, ITransport Transport)> _lines = [];

    public ITransport To(Peer peer) =>
        _lines.AddOrUpdate(peer.Code, _ => (peer, Open(peer)), (_, had) => IsSame(had.Peer, peer) ? had : (peer, Open(peer))).Transport;

    private static bool IsSame(Peer one, Peer other) =>
        (one.Dialect, one.Endpoint, one.SystemId, one.ProtectedSecret, one.UserName, one.ProtectedPassword)
        == (other.Dialect, other.Endpoint, other.SystemId, other.ProtectedSecret, other.UserName, other.ProtectedPassword);

    private ITransport Open(Peer peer)
    {
        var there = new AxisAccess(new Uri(peer.Endpoint), new SystemCredential(peer.SystemId, Secret(peer.ProtectedSecret)));
        return peer.Dialect == Peer.Provincial
            ? new ProvincialTransport(there, new ProvincialUser(peer.UserName ?? "", Secret(peer.ProtectedPassword)), outbound, clock)
            : new VxpTransport(there, outbound, clock);
    }

    private string Secret(string? kept) => kept is null ? "" : Encoding.UTF8.GetString(secrets.Open(kept));
}

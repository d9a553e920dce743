using System.Collections.Concurrent;
using System.Text;
using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Dispatch.Transports;

/// <summary>The transport to each peer, kept as long as the peer stays as it is: the provincial one remembers its sign-in.</summary>
public sealed class PeerLines(PartnerSecrets secrets, Outbound outbound, ExchangeOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (Peer Peer, ITransport Transport)> _lines = [];

    /// <summary>The largest packet that is taken from any of them, bytes.</summary>
    public long Largest => options.LargestPacket;

    public ITransport To(Peer peer) =>
        _lines.AddOrUpdate(peer.Code, _ => (peer, Open(peer)), (_, had) => IsSame(had.Peer, peer) ? had : (peer, Open(peer))).Transport;

    private static bool IsSame(Peer one, Peer other) =>
        (one.Dialect, one.Endpoint, one.SystemId, one.ProtectedSecret, one.UserName, one.ProtectedPassword)
        == (other.Dialect, other.Endpoint, other.SystemId, other.ProtectedSecret, other.UserName, other.ProtectedPassword)
        && (one.ProtectedCertificate, one.TrustedCertificate) == (other.ProtectedCertificate, other.TrustedCertificate);

    private ITransport Open(Peer peer)
    {
        var there = new AxisAccess(new Uri(peer.Endpoint), new SystemCredential(peer.SystemId, Secret(peer.ProtectedSecret)))
        {
            Limit = Largest,
        };
        var line = LineOf(peer);
        return peer.Dialect == Peer.Provincial
            ? new ProvincialTransport(there, new ProvincialUser(peer.UserName ?? "", Secret(peer.ProtectedPassword)), line, clock)
            : new VxpTransport(there, line, clock);
    }

    // one that the peer's change made old may have calls under way: it is left to them and the collector
    private Outbound LineOf(Peer peer) => (peer.ProtectedCertificate, peer.TrustedCertificate) is (null, null)
        ? outbound
        : new Outbound(LineIdentity.Read(
            peer.ProtectedCertificate is { } own ? Secret(own) : null, peer.TrustedCertificate)
            ?? throw new InvalidOperationException($"The TLS certificates kept for peer {peer.Code} cannot be read."));

    private string Secret(string? kept) => kept is null ? "" : Encoding.UTF8.GetString(secrets.Open(kept));
}

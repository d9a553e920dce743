using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Transports;
using DocFlow.Platform.Identity.Agencies;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>A real TLS listener, and peers of ours that show it a certificate, another, or none.</summary>
public sealed class MutualTlsTests
{
    private static readonly DateTimeOffset End = new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docflow-tls-");
    private readonly string _right = Certificate("CN=H53");
    private readonly string _wrong = Certificate("CN=H53");
    private string _server = null!;
    private Node _node = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _server = Certificate("CN=node");
        var file = Path.Combine(_folder.FullName, "server.pem");
        await File.WriteAllTextAsync(file, _server);
        _node = await Node.Open(
            ("Kestrel:Endpoints:Pages:Url", "http://127.0.0.1:0"),
            ("Kestrel:Endpoints:Exchange:Url", "https://127.0.0.1:0"),
            ("Kestrel:Endpoints:Exchange:Certificate:Path", file),
            ("Kestrel:Endpoints:Exchange:Certificate:KeyPath", file),
            ("Kestrel:Endpoints:Exchange:ClientCertificateMode", "AllowCertificate"));
        await _node.Database.Write(async session =>
        {
            var bound = (await Partner.OfCode(session, "H53"))!.Id;
            await BindCertificate.Handle(bound, new BindCertificate.Command(PrintOf(_right)), session, ("test", "Test"));
        });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_peer_that_has_bound_our_certificate_takes_our_packets()
    {
        var peer = await Line("H53", _right);

        var handed = await Send(peer, "601");

        Assert.That(handed.Fault, Is.Null);
        Assert.That((peer.CertificatePrint, peer.CertificateUntil), Is.EqualTo((PrintOf(_right), End)));
        Assert.That(peer.ProtectedCertificate, Does.Not.Contain("BEGIN"));
        Assert.That(peer.TrustedCertificate, Does.Contain("BEGIN CERTIFICATE").And.Not.Contain("KEY"));
    }

    [TestCase("another certificate")]
    [TestCase("no certificate")]
    [TestCase("no TLS")]
    public async Task Whoever_does_not_show_the_bound_certificate_is_refused(string how)
    {
        var peer = await Line("H53", how == "another certificate" ? _wrong : "", how == "no TLS" ? _node.Address : _node.Encrypted);

        var refused = await Send(peer, "602");

        Assert.That((refused.Fault?.Status, refused.Fault?.Code), Is.EqualTo((401, "15")));
    }

    [Test]
    public async Task A_partner_without_a_bound_certificate_needs_none()
    {
        var peer = await Line("G12", "");

        var listed = await _node.Service<PeerLines>().To(peer).ListReceived(PacketKind.Document, default);

        Assert.That(listed.Fault, Is.Null);
    }

    [Test]
    public async Task A_peer_whose_own_certificate_nobody_vouches_for_is_not_talked_to()
    {
        var peer = await Line("H53", _right, trusted: _wrong);

        var refused = await Send(peer, "603");

        Assert.That(refused.Fault?.Code, Is.EqualTo(TransportFault.NoAnswer));
    }

    [Test]
    public async Task A_certificate_without_its_key_is_refused_and_one_that_is_not_named_stays()
    {
        var kept = await Line("H53", _right);
        var (withoutKey, _) = await Set("H53", _server[..(_server.IndexOf("-----END CERT", StringComparison.Ordinal) + 25)], null);

        var (_, same) = await Set("H53", null, null);

        Assert.That(withoutKey, Is.EqualTo("peer.certificate-unusable"));
        Assert.That((same!.ProtectedCertificate, same.TrustedCertificate),
            Is.EqualTo((kept.ProtectedCertificate, kept.TrustedCertificate)));
    }

    private async Task<Peer> Line(string system, string certificate, Uri? at = null, string? trusted = null)
    {
        var (refused, peer) = await Set(system, certificate, trusted ?? _server, at);
        return refused is null ? peer! : throw new InvalidOperationException(refused);
    }

    private Task<(string?, Peer?)> Set(string system, string? certificate, string? trusted, Uri? at = null) =>
        _node.Database.Write(async session =>
        {
            var endpoint = new Uri(at ?? _node.Encrypted, "/exchange/vxp").ToString();
            var command = new SetPeer.Command("TRUC", "Trục", endpoint, system)
            {
                Secret = _node.SecretOf(system),
                Certificate = certificate,
                Trusted = trusted,
            };
            var set = await SetPeer.Handle(command, session, _node.Service<PartnerSecrets>(), ("test", "Test"));
            return (set.Refusal?.Code, await Peer.Find(session, "TRUC"));
        });

    private Task<TransportAnswer<Handed>> Send(Peer peer, string number)
    {
        var packet = Packets.Letter(["G22"], number: number);
        var sending = new PacketToSend(
            PacketKind.Document, Convert.ToHexStringLower(SHA256.HashData(packet)), packet.Length,
            _ => Task.FromResult<Stream>(new MemoryStream(packet)))
        {
            From = "H53",
        };
        return _node.Service<PeerLines>().To(peer).Send(sending, default);
    }

    private static string Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(End.AddYears(-20), End);
        return made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    private static string PrintOf(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
    }
}

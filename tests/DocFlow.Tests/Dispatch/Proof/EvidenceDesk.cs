using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Proof;
using DocFlow.Host.Evidence;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;
using DocFlow.Tests.Dispatch.Exchange;
using DocFlow.Tests.Dispatch.Issuing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DocFlow.Tests.Dispatch.Proof;

/// <summary>A letter that was signed, sealed, sent to two agencies and answered by one, with receipts both ways.</summary>
internal sealed class EvidenceDesk : IDisposable
{
    private readonly DocFlow.Platform.Leases _leases;
    private readonly TestInstallation _peer = new();
    private SealDesk _seal = null!;

    private EvidenceDesk()
    {
        Key = new NodeKey(new KeyFolder(Office.Options));
        PeerKey = new NodeKey(new KeyFolder(_peer.Options));
        _leases = new DocFlow.Platform.Leases(Office.Database, Office.Clock, NullLogger<DocFlow.Platform.Leases>.Instance);
    }

    public DispatchOffice Dispatch { get; } = new();

    public TestInstallation Office => Dispatch.Office;

    public NodeKey Key { get; }

    public NodeKey PeerKey { get; }

    public Guid Document { get; private set; }

    public string FileSha256 { get; private set; } = "";

    public static async Task<EvidenceDesk> Open()
    {
        var desk = new EvidenceDesk();
        desk._seal = await SealDesk.Open(desk.Dispatch);
        var agency = await Agency.Enrol(desk.Dispatch, "H53");
        var ready = await desk._seal.Ready();
        desk.Document = ready.Said.DocumentId;
        desk.FileSha256 = (await desk._seal.Issue(ready)).Answer.Outcomes[0].Issued!.FileSha256;
        await desk.Dispatch.Sweep();
        await desk.TheirReceipt();
        await agency.Answer(DocFlow.EdXml.Packets.StatusCode.Accepted);
        await desk.Stranger();
        await desk.Seal();
        return desk;
    }

    /// <summary>Whom an outsider trusts who has been given everything.</summary>
    public EvidenceTrust Trust(string? root = null) => new(Policy, [Key.Public, PeerKey.Public], root);

    public DocFlow.Signing.Verification.TrustPolicy Policy
    {
        get
        {
            var folder = Path.Combine(Office.Folder, "authority");
            using var authority = DocFlow.Signing.Authority.LocalAuthority.Open(folder, Office.Clock);
            var root = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(authority.Root.RawData);
            return DocFlow.Signing.Verification.TrustPolicy.Of([root], [File.ReadAllBytes(authority.CrlFile)], Office.Clock);
        }
    }

    public Task<DocFlow.Platform.Outcome<FoundEvidence>> Find(string asked, int year = 2026) =>
        new FindEvidence(Office.Database, DocFlow.Host.Rooms.All, Key).Handle(new(asked, year), default);

    public async Task<string> Write(string name = "evidence.zip")
    {
        var found = (await Find(Document.ToString())).Answer;
        var path = Path.Combine(Office.Folder, name);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        await new WriteEvidence(Office.Database, Office.Content, Key, Policy).Handle(found, file, default);
        return path;
    }

    public async Task<TrailRoot> Seal()
    {
        using var sealer = new TrailSealer(Office.Database, Key, Office.Clock, _leases, NullLogger<TrailSealer>.Instance);
        return (await sealer.SealAll())!;
    }

    public void Dispose()
    {
        _leases.Dispose();
        Key.Dispose();
        PeerKey.Dispose();
        Dispatch.Dispose();
        _peer.Dispose();
    }

    // the peer receipts our packet; its status is receipted by our own door
    private async Task TheirReceipt()
    {
        var delivery = (await Dispatch.Deliveries()).Single(one => one.RecipientCode == "H53");
        await using var packet = await Office.Content.Open(delivery.PacketSha256!);
        var theirs = Said(delivery, packet.Length);
        var sent = new KeepReceipt.Sent(delivery.Id, "H53", new(theirs.ExchangeId, theirs.Sha256, theirs.Length));
        await Office.Database.Write(session => KeepReceipt.Handle(session, sent, Receipt.Sign(theirs, PeerKey)));
    }

    // somebody sends another document under our document's id: no part of the evidence
    private async Task Stranger()
    {
        var packet = Packets.Letter(["G22"], letter => letter with { Header = letter.Header with { DocumentId = Agency.Document } });
        using var bytes = new MemoryStream(packet);
        var from = new DocFlow.Dispatch.Exchange.PacketSource("H53", "UBND tỉnh Tây Ninh", DocFlow.Dispatch.Exchange.PacketWay.Vxp);
        _ = (await Packets.Door(Office).Handle(bytes, packet.Length, sha256: null, from, default)).Answer;
    }

    private Acceptance Said(DeliveryRow delivery, long length) => new()
    {
        AcceptedBy = new("H53", "UBND tỉnh Tây Ninh"),
        From = new("G22", "Văn phòng Chính phủ"),
        PacketId = delivery.Id,
        Kind = "new",
        ExchangeId = Agency.Document,
        Sha256 = delivery.PacketSha256!,
        Length = length,
        AcceptedAt = Office.Clock.Now,
        TrailRoot = null,
    };
}

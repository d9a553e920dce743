using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.EdXml;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Agency;

/// <summary>Reads a packet, judges its document by the agency's own trust and records it.</summary>
public sealed class PacketIntake(AgencyStore store, TimeProvider clock)
{
    /// <summary>The name under which the packet itself is kept.</summary>
    public const string PacketFile = "packet.edxml";

    /// <summary>A packet's id here: of its bytes, so that the same packet is the same however it came.</summary>
    public static Guid IdOf(byte[] packet) => new(SHA256.HashData(packet).AsSpan(0, 16));

    /// <summary>Records the packet once; the answer is null, or why it cannot be a document.</summary>
    public string? Take(byte[] packet)
    {
        var room = store.Arriving();
        AgencyStore.Write(Path.Combine(room, PacketFile), packet);
        var report = PacketReader.Read(new MemoryStream(packet), head => File.Create(Path.Combine(room, NameOf(head.Index, head.Name))));
        if (report.Document is not { } document || report.Attachments is not [var file, ..])
        {
            Directory.Delete(room, recursive: true);
            return report.Findings.FirstOrDefault(one => one.Severity == Severity.Error)?.English ?? "The packet carries no document.";
        }

        store.Enter(room, RecordOf(IdOf(packet), document.Header, file, Judge(Path.Combine(room, NameOf(file.Index, file.Name)))));
        return null;
    }

    // numbered, so that no sender can name a file like the packet or the record beside it
    private static string NameOf(int index, string name) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}-{name}");

    private VerificationReport Judge(string file)
    {
        var anchors = new X509Certificate2Collection();
        foreach (var pem in Directory.EnumerateFiles(store.Trust, "*.pem"))
            anchors.ImportFromPemFile(pem);
        var lists = Directory.EnumerateFiles(store.Trust, "*.crl").Select(File.ReadAllBytes);
        using var pdf = File.OpenRead(file);
        return PdfVerifier.Verify(pdf, TrustPolicy.Of(anchors, lists, clock));
    }

    private AgencyRecord RecordOf(Guid packetId, MessageHeader header, ReceivedAttachment file, VerificationReport report) => new()
    {
        PacketId = packetId,
        From = header.From.OrganId,
        FromName = header.From.OrganName,
        DocumentId = header.DocumentId,
        Code = header.Code.ToString(),
        IssuedOn = header.PromulgationInfo.PromulgationDate?.ToString(),
        Subject = header.Subject,
        FileName = NameOf(file.Index, file.Name),
        FileSha256 = file.Sha256,
        Verdict = report.Verdict.Word(),
        Reason = report.Verdict == Verdict.Passed ? "" : ReasonOf(report),
        Signatures = report.Signatures.Count,
        ReceivedAt = clock.GetUtcNow(),
    };

    private static string ReasonOf(VerificationReport report)
    {
        var all = report.Findings.Concat(report.Signatures.SelectMany(signature => signature.Reasons)).ToList();
        return all.Count == 0 ? "Văn bản không có chữ ký số." : all.MaxBy(finding => finding.Weight)!.Text.Vietnamese;
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DocFlow.Benchmarks.Load.Office;
using DocFlow.Benchmarks.Load.Recipients;
using DocFlow.EdXml.Reading;
using DocFlow.Signing.Verification;

namespace DocFlow.Benchmarks.Load.Auditing;

/// <summary>
/// Looks into packets as a recipient would: takes the document out and judges its signatures by the office's anchor. The same file in
/// another packet is judged once.
/// </summary>
internal sealed class Verifier
{
    private readonly TrustPolicy _policy;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, string> _verdicts = [];

    public Verifier(LoadOffice office, TimeProvider clock)
    {
        var anchor = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(office.Authority));
        _clock = clock;
        _policy = TrustPolicy.Of([anchor], [office.RevocationList], clock);
    }

    /// <summary>What the recipient holds.</summary>
    public RecordedPacket Look(Received received, byte[] packet)
    {
        var pdf = new MemoryStream();
        var report = PacketReader.Read(new MemoryStream(packet), _ => pdf);
        if (report.Document is null || report.Attachments is not [var file])
            return new RecordedPacket(received.Agency, received.PacketId, received.Code, null, "unreadable");
        var verdict = _verdicts.GetOrAdd(file.Sha256, _ => Judge(pdf.ToArray()));
        return new RecordedPacket(received.Agency, received.PacketId, received.Code, file.Sha256, verdict);
    }

    // a person's signature and the seal: one alone is not an issued document
    private string Judge(byte[] pdf)
    {
        var report = PdfVerifier.Verify(new MemoryStream(pdf), _policy with { At = _clock.GetUtcNow() });
        return report.Verdict == Verdict.Passed && report.Signatures.Count < 2 ? "without a seal" : report.Verdict.Word();
    }
}

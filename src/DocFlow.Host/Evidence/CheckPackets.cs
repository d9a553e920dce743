using DocFlow.EdXml.Reading;

namespace DocFlow.Host.Evidence;

/// <summary>Whether the packets can be read, and carry the very files that are here.</summary>
internal static class CheckPackets
{
    public static IEnumerable<EvidenceLine> Of(OpenedEvidence evidence, CancellationToken stop)
    {
        var documents = VerifyEvidence.Hashes(evidence, VerifyEvidence.Documents);
        return VerifyEvidence.OfKind(evidence, VerifyEvidence.Packets).Select(part => Of(evidence, part, documents, stop));
    }

    private static EvidenceLine Of(OpenedEvidence evidence, EvidenceManifest.Part part, HashSet<string> documents, CancellationToken stop)
    {
        using var packet = evidence.Read(part.Path);
        var report = PacketReader.Read(packet, _ => Stream.Null, settings: null, stop);
        if (report.Outcome == ReadOutcome.Refused)
        {
            var why = report.Findings.First(finding => finding.Severity == EdXml.Severity.Error);
            return EvidenceLine.Failed(part.Path,
                $"Gói tin không đọc được: {why.Vietnamese}", $"The packet cannot be read: {why.English}");
        }

        if (report.Status is { } status)
            return EvidenceLine.Passed(part.Path,
                $"Gói tin trạng thái {status.StatusCode.Raw} đọc được.", $"A status packet, code {status.StatusCode.Raw}, readable.");
        if (report.Attachments.Count > 0 && !report.Attachments.Any(file => documents.Contains(file.Sha256)))
            return EvidenceLine.Failed(part.Path,
                "Gói tin đọc được nhưng mang các tệp khác với văn bản trong bằng chứng này.",
                "The packet can be read, but carries other files than the documents in this evidence.");
        return EvidenceLine.Passed(part.Path,
            $"Gói tin đọc được, {report.Attachments.Count} tệp đính kèm khớp mã băm.",
            $"A document packet, readable; its files have the hashes of the documents here ({report.Attachments.Count} enclosed).");
    }
}

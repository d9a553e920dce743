using DocFlow.EdXml.Packets;
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

        if (!Ids(report).Any(id => evidence.Manifest!.ExchangeIds.Any(known => AnyDocumentId.Of(known).IsSameDocument(id))))
            return EvidenceLine.Failed(part.Path,
                "Gói tin đọc được nhưng nói về văn bản khác.", "The packet can be read, but speaks of another document.");
        if (report.Status is { } status)
            return EvidenceLine.Passed(part.Path,
                $"Gói tin trạng thái {status.StatusCode.Raw} đọc được.", $"A status packet, code {status.StatusCode.Raw}, readable.");
        var here = report.Attachments.Count(file => documents.Contains(file.Sha256));
        if (here == 0 && report.Attachments.Count > 0)
            return EvidenceLine.Failed(part.Path,
                "Gói tin đọc được nhưng mang các tệp khác với văn bản trong bằng chứng này.",
                "The packet can be read, but carries other files than the documents in this evidence.");
        return EvidenceLine.Passed(part.Path,
            $"Gói tin đọc được; {here} trong {report.Attachments.Count} tệp đính kèm có mã băm của văn bản ở đây.",
            $"A document packet, readable; {here} of {report.Attachments.Count} files enclosed have the hashes of documents here.");
    }

    // of which documents it speaks: the one it is or answers for, and those that it recalls, updates or replaces
    private static IEnumerable<AnyDocumentId> Ids(ReadReport report)
    {
        var business = report.Document?.Bussiness;
        string?[] said =
        [
            report.Document?.Header.DocumentId, report.Status?.ResponseFor.DocumentId, business?.DocumentId,
            .. business?.Replaces.Select(one => one.DocumentId) ?? [],
        ];
        return said.OfType<string>().Select(AnyDocumentId.Of);
    }
}

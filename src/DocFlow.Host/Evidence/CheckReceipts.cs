using DocFlow.Dispatch.Proof;
using DocFlow.Platform.Evidence;
using DocFlow.Platform.Trail;

namespace DocFlow.Host.Evidence;

/// <summary>Whether each receipt is for a packet that is here, and signed with a key that the reader knows.</summary>
internal static class CheckReceipts
{
    public static IEnumerable<EvidenceLine> Of(OpenedEvidence evidence, EvidenceTrust trust)
    {
        var packets = VerifyEvidence.Hashes(evidence, VerifyEvidence.Packets);
        foreach (var part in VerifyEvidence.OfKind(evidence, EvidenceKind.Receipt))
        {
            if (part.Path.EndsWith(ReceiptFiles.Statement, StringComparison.Ordinal))
                yield return Of(evidence, part.Path, packets, trust);
            else if (part.Path.EndsWith(ReceiptFiles.Stamp, StringComparison.Ordinal))
                yield return CheckStamp.Of(evidence, part.Path, trust);
        }
    }

    private static EvidenceLine Of(OpenedEvidence evidence, string path, HashSet<string> packets, EvidenceTrust trust)
    {
        var stem = path[..^ReceiptFiles.Statement.Length];
        var signature = evidence.Bytes(stem + ReceiptFiles.Signature);
        var key = NodeKey.OfPem(evidence.Text(stem + ReceiptFiles.Key) ?? "");
        if (signature is null || key is null)
            return EvidenceLine.Failed(path, "Biên nhận thiếu chữ ký hoặc khóa.", "The receipt's signature or key is missing.");

        var receipt = new Receipt(evidence.Text(path) ?? "", Convert.ToBase64String(signature), key);
        var said = receipt.Says();
        var fault = CheckReceipt.Fault(receipt, new ReceiptedPacket(said?.ExchangeId ?? "", said?.Sha256 ?? "", said?.Length ?? 0));
        if (said is null || fault is not null)
            return new EvidenceLine(fault!.Verdict, path, fault.Text);
        if (!packets.Contains(said.Sha256) || !FitsLength(evidence, said))
            return EvidenceLine.Failed(path,
                "Biên nhận nói về gói tin không có trong bằng chứng này.", "The receipt is for a packet that is not in this evidence.");
        return Known(path, said, key, trust.Keys.Contains(key));
    }

    private static bool FitsLength(OpenedEvidence evidence, Acceptance said) =>
        VerifyEvidence.OfKind(evidence, VerifyEvidence.Packets).All(part => part.Sha256 != said.Sha256 || part.Length == said.Length);

    private static EvidenceLine Known(string path, Acceptance said, string key, bool isKnown)
    {
        var (who, when) = ($"{said.AcceptedBy.Name} ({said.AcceptedBy.Code})", $"{said.AcceptedAt:yyyy-MM-dd HH:mm:ss zzz}");
        return isKnown
            ? EvidenceLine.Passed(path,
                $"{who} đã nhận gói tin {said.Kind} của {said.From.Code} lúc {when}.",
                $"{who} accepted the packet ({said.Kind}) of {said.From.Code} at {when}.")
            : EvidenceLine.Undetermined(path,
                $"Biên nhận ghi {who} đã nhận gói tin lúc {when}; chữ ký đúng nhưng khóa {NodeKey.IdOf(key)} chưa có trong --key.",
                $"It says {who} accepted the packet at {when}; the signature fits, its key {NodeKey.IdOf(key)} is not among --key.");
    }
}

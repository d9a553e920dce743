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
        var voices = Voices(evidence);
        foreach (var part in VerifyEvidence.OfKind(evidence, EvidenceKind.Receipt))
        {
            if (part.Path.EndsWith(ReceiptFiles.Statement, StringComparison.Ordinal))
                yield return Of(evidence, part.Path, (packets, voices), trust);
            else if (part.Path.EndsWith(ReceiptFiles.Stamp, StringComparison.Ordinal))
                yield return CheckStamp.Of(evidence, part.Path, trust);
        }
    }

    private static EvidenceLine Of(
        OpenedEvidence evidence, string path, (HashSet<string> Packets, ILookup<string, string> Voices) here, EvidenceTrust trust)
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
        if (!here.Packets.Contains(said.Sha256) || !FitsLength(evidence, said))
            return EvidenceLine.Failed(path,
                "Biên nhận nói về gói tin không có trong bằng chứng này.", "The receipt is for a packet that is not in this evidence.");
        return Speaks(evidence, here.Voices, (said.AcceptedBy.Code, key))
            ? Known(path, said, key, trust.Keys.Contains(key))
            : Strange(path, said, key);
    }

    // a node's key speaks for one agency; whoever gives the evidence could else receipt its own packets in another's name
    private static bool Speaks(OpenedEvidence evidence, ILookup<string, string> voices, (string Code, string Key) receipt) =>
        (receipt.Key == evidence.Manifest!.NodeKey) == IsSame(receipt.Code, evidence.Manifest.AgencyCode)
        && voices[receipt.Key].All(code => IsSame(code, receipt.Code));

    private static ILookup<string, string> Voices(OpenedEvidence evidence)
    {
        var all = from part in VerifyEvidence.OfKind(evidence, EvidenceKind.Receipt)
                  where part.Path.EndsWith(ReceiptFiles.Statement, StringComparison.Ordinal)
                  let key = NodeKey.OfPem(evidence.Text(part.Path[..^ReceiptFiles.Statement.Length] + ReceiptFiles.Key) ?? "")
                  let said = Acceptance.Read(evidence.Text(part.Path) ?? "")
                  where key is not null && said is not null
                  select (Key: key, said.AcceptedBy.Code);
        return all.Distinct().ToLookup(one => one.Key, one => one.Code);
    }

    private static bool IsSame(string code, string other) => code.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static EvidenceLine Strange(string path, Acceptance said, string key) => EvidenceLine.Undetermined(path,
        $"Biên nhận ghi {said.AcceptedBy.Name} ({said.AcceptedBy.Code}), nhưng khóa {NodeKey.IdOf(key)} là của cơ quan khác.",
        $"It says {said.AcceptedBy.Name} ({said.AcceptedBy.Code}), but its key {NodeKey.IdOf(key)} is another agency's.");

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

using DocFlow.Platform.Trail;

namespace DocFlow.Host.Evidence;

/// <summary>
/// Whether what the trail says of the document stands under signed roots: each entry's hash, the subjects' chains, the ways to the roots,
/// the chain of roots, the signatures.
/// </summary>
internal static class CheckTrail
{
    private const string About = EvidenceManifest.SliceFile;

    public static IEnumerable<EvidenceLine> Of(OpenedEvidence evidence, EvidenceTrust trust, CancellationToken stop)
    {
        if (Statement.Read<TrailSlice>(evidence.Text(About) ?? "") is not { DocFlowTrail: 1 } slice)
            return [EvidenceLine.Failed(About, "Đoạn nhật ký không đúng khuôn dạng.", "The slice of the trail is not of its form.")];
        using var lines = new StreamReader(evidence.Read(EvidenceManifest.RootsFile));
        var roots = RootChain.Read(lines, slice, trust.Root, stop);
        var faults = Chained(roots, slice, evidence.Manifest!).Concat(Entries(slice, roots)).Take(20).ToList();
        return faults.Count > 0 ? faults : Conclude(slice, roots, evidence.Manifest!, trust);
    }

    private static IEnumerable<EvidenceLine> Chained(RootChain roots, TrailSlice slice, EvidenceManifest manifest)
    {
        if (roots.Fault is { } fault)
            yield return new EvidenceLine(Signing.Verification.Verdict.Failed, EvidenceManifest.RootsFile, fault);
        if ((roots.Last?.Number, roots.Last?.Hash) != (manifest.TrailRoot?.Number, manifest.TrailRoot?.Hash))
            yield return EvidenceLine.Failed(EvidenceManifest.RootsFile,
                "Gốc cuối cùng không phải gốc ghi trong bản kê.", "The last root is not the one that the manifest names.");
        foreach (var (number, signature) in slice.Signatures.Select(one => (one.Number, one.Signature)))
        {
            if (roots.Named.GetValueOrDefault(number) is not { } root || !NodeKey.Signed(manifest.NodeKey, root.Statement(), signature))
                yield return EvidenceLine.Failed(EvidenceManifest.RootsFile,
                    $"Gốc {number} không được ký bằng khóa của nút.", $"Root {number} was not signed with the node's key.");
        }
    }

    private static IEnumerable<EvidenceLine> Entries(TrailSlice slice, RootChain roots)
    {
        TrailSlice.Entry? before = null;
        foreach (var entry in slice.Entries)
        {
            var previous = before?.Subject == entry.Subject ? before : null;
            if (Wrong(entry, previous, roots) is var (vietnamese, english))
                yield return EvidenceLine.Failed($"{About} {entry.Subject} #{entry.Sequence}", vietnamese, english);
            before = entry;
        }
    }

    private static (string Vietnamese, string English)? Wrong(TrailSlice.Entry entry, TrailSlice.Entry? previous, RootChain roots)
    {
        if (TrailSlice.HashOf(entry) is { } hash && hash != entry.Hash)
            return ("Dòng nhật ký đã bị sửa, không khớp mã băm.", "The entry was rewritten; it is not what its hash says.");
        if (entry.Sequence != (previous?.Sequence ?? 0) + 1)
            return ("Thiếu dòng nhật ký trước nó.", "An entry before it is missing.");
        if (entry.Says is { } said && said.PreviousHash != (previous?.Hash ?? ""))
            return ("Dòng nhật ký không nối tiếp dòng trước.", "It does not follow from the entry before it.");
        if (entry.Root is not { } number)
            return null;
        return roots.Named.GetValueOrDefault(number) is { } root
            && MerkleTree.RootOf(entry.Hash, entry.Leaf ?? -1, root.Leaves, entry.Path) == root.MerkleRoot
                ? null
                : ("Dòng nhật ký không thuộc gốc của nó.", "It does not stand under its root.");
    }

    private static IEnumerable<EvidenceLine> Conclude(TrailSlice slice, RootChain roots, EvidenceManifest manifest, EvidenceTrust trust)
    {
        var unsealed = slice.Entries.Count(entry => entry.Root is null);
        if (slice.Entries.All(entry => entry.Subject != manifest.Document))
            yield return EvidenceLine.Failed(About, "Nhật ký không nói gì về văn bản này.", "The trail says nothing of this document.");
        if (unsealed > 0)
            yield return EvidenceLine.Undetermined(About,
                $"{unsealed} dòng nhật ký mới nhất chưa được niêm phong; lấy lại bằng chứng sau vài giây.",
                $"The latest {unsealed} entries are not sealed yet; gather the evidence again in some seconds.");
        if (trust.Root is { } kept && !roots.HasKept)
            yield return EvidenceLine.Failed(EvidenceManifest.RootsFile,
                $"Gốc {kept} giữ ở bên ngoài không có trong chuỗi này: nhật ký đã bị viết lại, hoặc gốc cũ hơn văn bản.",
                $"The root {kept} kept outside is not in this chain: the trail was written anew, or the root is older than the document.");
        var (vietnamese, english) = roots.HasKept ? (", khớp với gốc giữ ở bên ngoài", ", as the root kept outside shows") : ("", "");
        yield return EvidenceLine.Passed(About,
            $"{slice.Entries.Count} dòng nhật ký nối tiếp nhau và thuộc các gốc đã ký{vietnamese}.",
            $"{slice.Entries.Count} entries follow from one another under signed roots{english}.");
    }
}

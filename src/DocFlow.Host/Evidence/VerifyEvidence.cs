using DocFlow.Platform.Evidence;
using DocFlow.Platform.Trail;

namespace DocFlow.Host.Evidence;

/// <summary>
/// Judges a file of evidence by what it holds and what the reader knows; asks no database, no installation and no network.
/// </summary>
public static class VerifyEvidence
{
    private const string Archive = "archive";

    /// <summary>The verdict; whatever the bytes are, there is one.</summary>
    public static EvidenceReport Handle(Stream file, EvidenceTrust trust, CancellationToken stop)
    {
        try
        {
            var evidence = OpenedEvidence.Open(file);
            var lines = CheckManifest(evidence, trust).ToList();
            var whole = evidence.Manifest is not null && lines.TrueForAll(line => line.Verdict != Signing.Verification.Verdict.Failed);
            if (whole)
                lines.AddRange(CheckParts(evidence, trust, stop));
            return new EvidenceReport(lines);
        }
        catch (ZipRefused refused)
        {
            return new EvidenceReport([new EvidenceLine(Signing.Verification.Verdict.Failed, Archive, refused.Text)]);
        }
    }

    private static IEnumerable<EvidenceLine> CheckParts(OpenedEvidence evidence, EvidenceTrust trust, CancellationToken stop) =>
    [
        .. CheckPdfs.Of(evidence, trust, stop), .. CheckPackets.Of(evidence, stop), .. CheckReceipts.Of(evidence, trust),
        .. CheckTrail.Of(evidence, trust, stop),
    ];

    private static IEnumerable<EvidenceLine> CheckManifest(OpenedEvidence evidence, EvidenceTrust trust)
    {
        if (evidence.Manifest is not { } manifest)
            return [EvidenceLine.Failed(EvidenceManifest.File,
                "Thiếu bản kê, hoặc bản kê đã bị sửa.", "The manifest is missing, or was changed.")];
        if (!evidence.IsSigned)
            return [EvidenceLine.Failed(EvidenceManifest.Signature,
                "Chữ ký trên bản kê không đúng.", "The signature over the manifest is wrong.")];
        var strange = Strange(evidence, manifest).ToList();
        return strange.Count > 0 ? strange : [Signer(manifest, trust), .. CheckHashes(evidence, manifest)];
    }

    private static EvidenceLine Signer(EvidenceManifest manifest, EvidenceTrust trust)
    {
        var who = $"{manifest.AgencyName} ({manifest.AgencyCode})";
        var key = NodeKey.IdOf(manifest.NodeKey);
        return trust.Keys.Contains(manifest.NodeKey)
            ? EvidenceLine.Passed(EvidenceManifest.File,
                $"Bản kê do nút của {who} ký, đúng khóa đã cho.",
                $"The manifest is signed by the node of {who}, with a key that was given.")
            : EvidenceLine.Undetermined(EvidenceManifest.File,
                $"Bản kê ghi là của {who}, nhưng khóa {key} chưa được xác nhận bằng --key.",
                $"The manifest says it is of {who}, but its key {key} is not among those given with --key.");
    }

    // what no honest archive has: entries beside the manifest's, missing ones, another order, another key beside it
    private static IEnumerable<EvidenceLine> Strange(OpenedEvidence evidence, EvidenceManifest manifest)
    {
        string[] due = [.. manifest.Files.Select(part => part.Path), EvidenceManifest.File, EvidenceManifest.Signature];
        foreach (var extra in evidence.Names.Except(due))
            yield return EvidenceLine.Failed(extra, "Tệp này không có trong bản kê.", "The manifest does not list this file.");
        foreach (var missing in due.Except(evidence.Names))
            yield return EvidenceLine.Failed(missing, "Thiếu tệp mà bản kê đã liệt kê.", "The manifest lists this file; it is not there.");
        var distinct = due.Distinct().ToList();
        if (distinct.Count != due.Length || !evidence.Names.Intersect(due).SequenceEqual(distinct.Where(evidence.Has)))
            yield return EvidenceLine.Failed(Archive,
                "Thứ tự các tệp khác với bản kê.", "The files are in another order than in the manifest.");
        var key = evidence.Bytes(EvidenceManifest.KeyFile);
        if (key is null || !key.AsSpan().SequenceEqual(NodeKey.Pem(manifest.NodeKey)))
            yield return EvidenceLine.Failed(EvidenceManifest.KeyFile,
                "Khóa đi kèm không phải khóa đã ký bản kê.", "The key enclosed is not the one that signed the manifest.");
    }

    private static IEnumerable<EvidenceLine> CheckHashes(OpenedEvidence evidence, EvidenceManifest manifest)
    {
        var listed = manifest.Files.ToDictionary(part => part.Path);
        var changed = evidence.Names
            .Where(name => evidence.HashOf(name) is not { } hash
                || (listed.GetValueOrDefault(name) is { } part && (part.Sha256 != hash || part.Length != evidence.LengthOf(name))))
            .ToList();
        foreach (var name in changed)
            yield return EvidenceLine.Failed(name,
                "Nội dung tệp đã bị thay đổi, không khớp mã băm trong bản kê.",
                "The file was changed: it has not the hash that was signed.");
        if (changed.Count == 0)
            yield return EvidenceLine.Passed(Archive,
                $"{manifest.Files.Count} tệp đều đúng mã băm trong bản kê.",
                $"All {manifest.Files.Count} files have the hashes that were signed.");
        foreach (var gone in manifest.Absent)
            yield return Gone(gone);
    }

    private static EvidenceLine Gone(EvidenceManifest.Gone gone) => gone.Why switch
    {
        "destroyed" => EvidenceLine.Passed($"{gone.Kind}/{gone.Name}",
            $"Tệp đã hủy theo quyết định được ghi lại; chỉ còn mã băm {gone.Sha256}.",
            $"Destroyed by an act that is recorded; of it there is the hash {gone.Sha256}."),
        "missing" => EvidenceLine.Undetermined($"{gone.Kind}/{gone.Name}",
            $"Cơ quan không còn tệp này mà không có quyết định hủy nào; mã băm là {gone.Sha256}.",
            $"The agency no longer had this file, and no act destroyed it; its hash is {gone.Sha256}."),
        _ => EvidenceLine.Undetermined($"{gone.Kind}/{gone.Name}",
            $"Cơ quan không còn đọc được tệp này; mã băm là {gone.Sha256}.",
            $"The agency could not read this file any more; its hash is {gone.Sha256}."),
    };

    /// <summary>The entries of these kinds.</summary>
    internal static IEnumerable<EvidenceManifest.Part> OfKind(OpenedEvidence evidence, params string[] kinds) =>
        evidence.Manifest!.Files.Where(part => kinds.Contains(part.Kind));

    /// <summary>The hashes of all documents that are in it or were destroyed.</summary>
    internal static HashSet<string> Hashes(OpenedEvidence evidence, params string[] kinds) =>
    [
        .. OfKind(evidence, kinds).Select(part => part.Sha256),
        .. evidence.Manifest!.Absent.Where(gone => kinds.Contains(gone.Kind)).Select(gone => gone.Sha256),
    ];

    /// <summary>The kinds that are documents.</summary>
    internal static string[] Documents { get; } = [EvidenceKind.Received, EvidenceKind.Issued, EvidenceKind.Attachment];

    /// <summary>The kinds that are packets.</summary>
    internal static string[] Packets { get; } = [EvidenceKind.Sent, EvidenceKind.Accepted];
}

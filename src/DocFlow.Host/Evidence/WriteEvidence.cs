using System.Text;
using DocFlow.Platform.Data;
using DocFlow.Platform.Evidence;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Evidence;

/// <summary>
/// Writes what was found into one archive: the same state of the installation gives the same bytes, but for the signature. Files go
/// through in pieces, however large.
/// </summary>
public sealed class WriteEvidence(Database database, ContentStore content, NodeKey key, TrustPolicy policy)
{
    private const int Page = 5_000;
    private readonly List<EvidenceManifest.Part> _files = [];
    private readonly List<EvidenceManifest.Gone> _absent = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes it; what it says of itself.</summary>
    public async Task<EvidenceManifest> Handle(FoundEvidence found, FileStream to, CancellationToken stop)
    {
        var zip = new ZipWriter(to);
        await Add(zip, (EvidenceManifest.GuideFile, EvidenceKind.Guide), EvidenceGuide.Text, stop);
        await Add(zip, (EvidenceManifest.KeyFile, EvidenceKind.Guide), NodeKey.Pem(key.Public), stop);
        foreach (var part in found.Parts)
            await Add(zip, part, stop);
        await Add(zip, (EvidenceManifest.SliceFile, EvidenceKind.Trail), Encoding.UTF8.GetBytes(Statement.Write(found.Slice)), stop);
        await AddRoots(zip, found.Slice, to.Name, stop);

        var manifest = Manifest(found);
        var bytes = Encoding.UTF8.GetBytes(Statement.Write(manifest));
        await zip.Add(EvidenceManifest.File, new MemoryStream(bytes), stop);
        await zip.Add(EvidenceManifest.Signature, new MemoryStream(Convert.FromBase64String(key.Sign(bytes))), stop);
        zip.Close();
        return manifest;
    }

    private EvidenceManifest Manifest(FoundEvidence found) => new()
    {
        AgencyCode = found.Agency.Code,
        AgencyName = found.Agency.Name,
        Document = found.Document,
        ExchangeIds = found.ExchangeIds,
        TrailRoot = found.Latest is { } root ? new(root.Number, root.Hash, root.SealedAt.ToUniversalTime()) : null,
        Files = _files,
        Absent = _absent,
        NodeKey = key.Public,
    };

    private async Task Add(ZipWriter zip, EvidencePart part, CancellationToken stop)
    {
        if (part.Bytes is { } bytes)
        {
            await Add(zip, (NameOf(part.Kind, part.Name), part.Kind), bytes, stop);
            return;
        }

        try
        {
            await using var file = await content.Open(part.Sha256!, stop);
            var name = NameOf(part.Kind, part.Name);
            await Add(zip, (name, part.Kind), file, stop);
            if (part.Kind is EvidenceKind.Received or EvidenceKind.Issued)
                await AddReport(zip, name, file, stop);
        }
        catch (FileNotFoundException)
        {
            var byAnAct = await database.Read(session => session.WasCondemned(part.Sha256!), stop);
            _absent.Add(new(part.Kind, part.Name, part.Sha256!, byAnAct ? "destroyed" : "missing"));
        }
        catch (InvalidDataException)
        {
            _absent.Add(new(part.Kind, part.Name, part.Sha256!, "damaged"));
        }
    }

    private async Task AddReport(ZipWriter zip, string pdf, FileStream file, CancellationToken stop)
    {
        var report = PdfVerifier.Verify(file, policy);
        var name = pdf.Replace('/', ' ');
        var json = Encoding.UTF8.GetBytes(VerificationText.Json(report) + "\n");
        await Add(zip, (NameOf(EvidenceKind.Report, name + ".json"), EvidenceKind.Report), json, stop);
        var text = Encoding.UTF8.GetBytes(VerificationText.Plain(report) + "\n");
        await Add(zip, (NameOf(EvidenceKind.Report, name + ".txt"), EvidenceKind.Report), text, stop);
    }

    private async Task AddRoots(ZipWriter zip, TrailSlice slice, string beside, CancellationToken stop)
    {
        await using var lines = new FileStream(
            beside + ".roots", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        if (TrailSlice.Range(slice) is var (first, last))
            for (var next = first; next <= last; next += Page)
                WriteLines(lines, await database.Read(session => TrailRoot.From(session, next, Page), stop), last);
        lines.Position = 0;
        await Add(zip, (EvidenceManifest.RootsFile, EvidenceKind.Trail), lines, stop);
    }

    // roots that were sealed since the look are not of this evidence
    private static void WriteLines(FileStream to, IEnumerable<TrailRoot> roots, int last)
    {
        foreach (var root in roots.Where(root => root.Number <= last))
        {
            to.Write(root.Statement());
            to.WriteByte((byte)'\n');
        }
    }

    private Task Add(ZipWriter zip, (string Name, string Kind) entry, byte[] bytes, CancellationToken stop) =>
        Add(zip, entry, new MemoryStream(bytes), stop);

    private async Task Add(ZipWriter zip, (string Name, string Kind) entry, Stream bytes, CancellationToken stop)
    {
        var length = bytes.Length - bytes.Position;
        _files.Add(new(entry.Name, entry.Kind, length, await zip.Add(entry.Name, bytes, stop)));
    }

    private string NameOf(string kind, string name)
    {
        var clean = EntryName.Clean(name);
        var free = clean;
        for (var number = 2; !_names.Add($"{kind}/{free}"); number++)
            free = EntryName.Clean($"{number} {clean}");
        return $"{kind}/{free}";
    }
}

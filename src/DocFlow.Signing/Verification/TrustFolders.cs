using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Verification;

/// <summary>
/// Whom an installation believes: certificates (*.pem) and revocation lists (*.crl) in these folders. A new file counts at once; while none
/// changes, what was found out about certificates is kept.
/// </summary>
public sealed class TrustFolders(IReadOnlyList<DirectoryInfo> folders, TimeProvider clock)
{
    private sealed record Seen(string Files, TrustPolicy Policy);

    private Seen? _last;

    /// <summary>The policy as of now.</summary>
    public TrustPolicy Policy()
    {
        var pems = folders.SelectMany(folder => folder.EnumerateFiles("*.pem")).ToList();
        var lists = folders.SelectMany(folder => folder.EnumerateFiles("*.crl")).ToList();
        var files = string.Join('|', pems.Concat(lists).Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        if (_last is { } last && last.Files == files)
            return last.Policy with { At = clock.GetUtcNow() };

        var anchors = new X509Certificate2Collection();
        foreach (var pem in pems)
            anchors.ImportFromPemFile(pem.FullName);
        var policy = TrustPolicy.Of(anchors, lists.Select(file => File.ReadAllBytes(file.FullName)), clock);
        _last = new Seen(files, policy);
        return policy;
    }
}

using System.Security.Cryptography.X509Certificates;
using DocFlow.Platform.Identity;
using DocFlow.Signing.Verification;

namespace DocFlow.Intake.Screening;

/// <summary>
/// Whom this installation believes when it judges signatures on arrival: its own authority (keys/authority) and those an administrator laid
/// into keys/trust, certificates as .pem and revocation lists as .crl. A new list counts at once; while no file changes, what was found out
/// about certificates is kept.
/// </summary>
public sealed class TrustedAuthorities(KeyFolder keys, TimeProvider clock)
{
    private Read? _last;

    /// <summary>The policy as of now.</summary>
    public TrustPolicy Policy()
    {
        DirectoryInfo[] folders = [keys.Sub("authority"), keys.Sub("trust")];
        var pems = folders.SelectMany(folder => folder.EnumerateFiles("*.pem")).ToList();
        var lists = folders.SelectMany(folder => folder.EnumerateFiles("*.crl")).ToList();
        var seen = string.Join('|', pems.Concat(lists).Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        if (_last is { } last && last.Seen == seen)
            return last.Policy with { At = clock.GetUtcNow() };

        var anchors = new X509Certificate2Collection();
        foreach (var pem in pems)
            anchors.ImportFromPemFile(pem.FullName);
        var policy = TrustPolicy.Of(anchors, lists.Select(file => File.ReadAllBytes(file.FullName)), clock);
        _last = new Read(seen, policy);
        return policy;
    }

    private sealed record Read(string Seen, TrustPolicy Policy);
}

using System.Security.Cryptography.X509Certificates;
using DocFlow.Platform.Identity;
using DocFlow.Signing.Verification;

namespace DocFlow.Intake.Screening;

/// <summary>
/// Whom this installation believes when it judges signatures on arrival: its own authority (keys/authority) and those an administrator laid
/// into keys/trust, certificates as .pem and revocation lists as .crl. Read at each use: a new list counts at once.
/// </summary>
public sealed class TrustedAuthorities(KeyFolder keys, TimeProvider clock)
{
    /// <summary>The policy as of now.</summary>
    public TrustPolicy Policy()
    {
        DirectoryInfo[] folders = [keys.Sub("authority"), keys.Sub("trust")];
        var anchors = new X509Certificate2Collection();
        foreach (var pem in folders.SelectMany(folder => folder.EnumerateFiles("*.pem")))
            anchors.ImportFromPemFile(pem.FullName);
        var lists = folders.SelectMany(folder => folder.EnumerateFiles("*.crl")).Select(file => File.ReadAllBytes(file.FullName));
        return TrustPolicy.Of(anchors, lists, clock);
    }
}

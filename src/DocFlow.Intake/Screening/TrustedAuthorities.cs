using DocFlow.Platform.Identity;
using DocFlow.Signing.Verification;

namespace DocFlow.Intake.Screening;

/// <summary>
/// Whom this installation believes when it judges signatures on arrival: its own authority (keys/authority) and those an administrator laid
/// into keys/trust, certificates as .pem and revocation lists as .crl.
/// </summary>
public sealed class TrustedAuthorities(KeyFolder keys, TimeProvider clock)
{
    private readonly TrustFolders _folders = new([keys.Sub("authority"), keys.Sub("trust")], clock);

    /// <summary>The policy as of now.</summary>
    public TrustPolicy Policy() => _folders.Policy();
}

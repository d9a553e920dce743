using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>
/// The way from a certificate up to an anchor, or as far as one got; <see cref="Faults"/> says what breaks the rules of RFC 5280 6.1,
/// validity in time apart, which is asked for each moment anew.
/// </summary>
internal sealed record CertificatePath(IReadOnlyList<X509Certificate2> Certificates, X509ChainStatusFlags Faults)
{
    /// <summary>Whether it ends at an anchor and keeps the rules.</summary>
    public bool IsTrusted => Faults == X509ChainStatusFlags.NoError;

    /// <summary>Whether every certificate of it is within its validity at this moment.</summary>
    public bool IsValidAt(DateTimeOffset moment) => Certificates.All(one => one.NotBefore <= moment && moment <= one.NotAfter);
}

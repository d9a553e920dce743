using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Verification.Integrity;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Verification.Time;

/// <summary>
/// Whether a time-stamp token is whole and stamps what it is said to stamp (EN 319 102-1 5.4, before anybody asks who stamped).
/// </summary>
internal static class TokenCheck
{
    /// <summary>Checks it against the digest of what it should stamp; no digest where the token's algorithm is not trusted.</summary>
    public static (IntegrityState State, IReadOnlyList<Finding> Reasons) Of(TimeStampToken token, byte[]? digest)
    {
        if (digest is null || !token.IsStrong)
            return (IntegrityState.Unclear, [IntegrityReasons.Weak]);
        if (!token.Covers(digest))
            return (IntegrityState.Broken, [IntegrityReasons.HashFailure]);
        if (token.Signer is null)
            return (IntegrityState.Unclear, [TrustReasons.NoCertificate]);
        return token.IsSignedBySigner
            ? (IntegrityState.Intact, [.. Constraints(token)])
            : (IntegrityState.Broken, [IntegrityReasons.CryptoFailure]);
    }

    private static IEnumerable<Finding> Constraints(TimeStampToken token)
    {
        if (token.Binding == SigningCertificateBinding.Differs)
            yield return IntegrityReasons.OtherCertificate;
        if (token.Binding == SigningCertificateBinding.Missing)
            yield return IntegrityReasons.NoBinding; // RFC 3161 2.4.2, RFC 5816
        if (token.UnsignedParts.Count > 0)
            yield return IntegrityReasons.Unsigned(token.UnsignedParts);
    }
}

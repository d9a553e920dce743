namespace DocFlow.Signing.Verification;

/// <summary>Sub-indications of EN 319 102-1, table 6, as far as they occur here.</summary>
public static class SubIndication
{
    /// <summary>The signature's form, its coverage or what was added later breaks the rules.</summary>
    public const string FormatFailure = "FORMAT_FAILURE";

    /// <summary>The signed bytes are not those that were signed.</summary>
    public const string HashFailure = "HASH_FAILURE";

    /// <summary>The signature value is not the signer's.</summary>
    public const string SigCryptoFailure = "SIG_CRYPTO_FAILURE";

    /// <summary>A constraint on the signature is not met.</summary>
    public const string SigConstraintsFailure = "SIG_CONSTRAINTS_FAILURE";

    /// <summary>An algorithm or key is too weak.</summary>
    public const string CryptoConstraintsFailure = "CRYPTO_CONSTRAINTS_FAILURE";

    /// <summary>The certificate of the signer cannot be identified.</summary>
    public const string NoSigningCertificateFound = "NO_SIGNING_CERTIFICATE_FOUND";

    /// <summary>No chain leads to a trust anchor.</summary>
    public const string NoCertificateChainFound = "NO_CERTIFICATE_CHAIN_FOUND";

    /// <summary>A chain leads to an anchor but breaks its constraints.</summary>
    public const string ChainConstraintsFailure = "CHAIN_CONSTRAINTS_FAILURE";

    /// <summary>Path validation failed in another way.</summary>
    public const string ChainGeneralFailure = "CERTIFICATE_CHAIN_GENERAL_FAILURE";

    /// <summary>Signed, by its own account, after the revocation.</summary>
    public const string Revoked = "REVOKED";

    /// <summary>Revoked now, and nothing proves that the signature is older.</summary>
    public const string RevokedNoPoe = "REVOKED_NO_POE";

    /// <summary>An issuer's certificate was revoked, and nothing proves that the signature is older.</summary>
    public const string RevokedCaNoPoe = "REVOKED_CA_NO_POE";

    /// <summary>An algorithm is no longer trusted, and nothing proves that the signature is older.</summary>
    public const string CryptoConstraintsFailureNoPoe = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE";

    /// <summary>A proof of existence is missing.</summary>
    public const string NoPoe = "NO_POE";

    /// <summary>Time-stamps contradict each other.</summary>
    public const string TimestampOrderFailure = "TIMESTAMP_ORDER_FAILURE";

    /// <summary>Signed, by its own account, after the certificate ended.</summary>
    public const string Expired = "EXPIRED";

    /// <summary>Signed, by its own account, before the certificate began.</summary>
    public const string NotYetValid = "NOT_YET_VALID";

    /// <summary>The certificate has ended, and nothing proves that the signature is older.</summary>
    public const string OutOfBoundsNoPoe = "OUT_OF_BOUNDS_NO_POE";

    /// <summary>Fresh revocation data is needed; come back with it.</summary>
    public const string TryLater = "TRY_LATER";

    /// <summary>Something else is undecided.</summary>
    public const string Generic = "GENERIC";
}

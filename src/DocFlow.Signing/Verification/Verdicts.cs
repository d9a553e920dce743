namespace DocFlow.Signing.Verification;

/// <summary>What a file's signatures amount to. Never a bool: what could not be found out is neither good nor bad.</summary>
public enum Verdict
{
    /// <summary>Every signature passed and nothing about the file speaks against it.</summary>
    Passed,

    /// <summary>Something is certainly wrong.</summary>
    Failed,

    /// <summary>Nothing is certainly wrong, but something needed to be sure is missing.</summary>
    Undetermined,

    /// <summary>The file carries no signature of a person or a seal; a document time-stamp is none.</summary>
    None,

    /// <summary>The file cannot be read as a PDF.</summary>
    Unreadable,
}

/// <summary>The main indication of EN 319 102-1, table 5; the later the worse.</summary>
public enum Indication
{
    /// <summary>TOTAL-PASSED.</summary>
    TotalPassed,

    /// <summary>INDETERMINATE.</summary>
    Indeterminate,

    /// <summary>TOTAL-FAILED.</summary>
    TotalFailed,
}

/// <summary>What a signature field was signed for.</summary>
public enum SignatureKind
{
    /// <summary>The first signature, which says what may still be changed (DocMDP).</summary>
    Certification,

    /// <summary>Any other person's or seal's signature.</summary>
    Approval,

    /// <summary>An authority's word that the file was there at a moment (SubFilter ETSI.RFC3161).</summary>
    DocumentTimeStamp,
}

/// <summary>Whether the signed bytes are still those that were signed.</summary>
public enum IntegrityState
{
    /// <summary>They are.</summary>
    Intact,

    /// <summary>They are not.</summary>
    Broken,

    /// <summary>The signature is too damaged, too weak or too odd to tell.</summary>
    Unclear,
}

/// <summary>Whether the signer's certificate leads to an anchor of the policy.</summary>
public enum TrustState
{
    /// <summary>It does.</summary>
    Trusted,

    /// <summary>It leads elsewhere, or may not sign documents.</summary>
    Untrusted,

    /// <summary>The policy names no anchors, or the way to them is incomplete.</summary>
    Unknown,
}

/// <summary>What is known about revocation; never silent.</summary>
public enum RevocationState
{
    /// <summary>Valid evidence of the issuer says that it was not revoked at the time that counts.</summary>
    Good,

    /// <summary>Valid evidence of the issuer says that it was.</summary>
    Revoked,

    /// <summary>The issuer publishes somewhere, but there is no valid evidence here.</summary>
    Unknown,

    /// <summary>The certificate names no place of publication, and there is no evidence of its issuer here.</summary>
    NonePublished,
}

/// <summary>What happened to the document after a signature was placed.</summary>
public enum ChangeState
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Only what this and earlier signatures allow: fields filled, further signatures.</summary>
    Allowed,

    /// <summary>Something else.</summary>
    Forbidden,
}

/// <summary>The names used outside this process for these states.</summary>
public static class VerdictNames
{
    /// <summary>The indication as EN 319 102-1 writes it.</summary>
    public static string Standard(this Indication indication) => indication switch
    {
        Indication.TotalPassed => "TOTAL-PASSED",
        Indication.TotalFailed => "TOTAL-FAILED",
        _ => "INDETERMINATE",
    };

    /// <summary>Lower case with hyphens: "none-published".</summary>
    public static string Word(this Enum state) => state switch
    {
        RevocationState.NonePublished => "none-published",
        SignatureKind.DocumentTimeStamp => "document-time-stamp",
        _ => state.ToString().ToLowerInvariant(),
    };
}

namespace DocFlow.Signing.LongTerm;

/// <summary>What proves the signatures of a file (EN 319 142-1 6.1), as the weakest of them has it.</summary>
public enum SignatureLevel
{
    /// <summary>B-B: signed; nobody else says when.</summary>
    B,

    /// <summary>B-T: a time-stamp proves that the signature was there at a moment.</summary>
    T,

    /// <summary>
    /// B-LT: the file itself holds what is needed to judge certificates: others' certificates, OCSP answers, revocation lists.
    /// </summary>
    LT,

    /// <summary>B-LTA: a document time-stamp over all that, to be renewed before its algorithms or its certificate grow old.</summary>
    LTA,
}

/// <summary>How far a file was raised.</summary>
/// <param name="From">What it was.</param>
/// <param name="Reached">What it is now: never more than it can show.</param>
/// <param name="Hindrance">Why it is not the level wished for; null when it is.</param>
public sealed record RaisedLevel(SignatureLevel From, SignatureLevel Reached, SigningRefusal? Hindrance);

namespace DocFlow.Signing.Verification;

/// <summary>With what a signature was made, and until when that is trusted.</summary>
/// <param name="Digest">SHA256, SHA384 or SHA512; null for one that is too weak or unknown.</param>
/// <param name="Scheme">RSASSA-PKCS1-v1_5, RSASSA-PSS or ECDSA; null for one that is too weak or unknown.</param>
/// <param name="KeyBits">The length of the key; 0 when it is unknown.</param>
/// <param name="AcceptableUntil">The last day on which all of it is trusted; null when some of it is not trusted at all.</param>
public sealed record AlgorithmReport(string? Digest, string? Scheme, int KeyBits, DateOnly? AcceptableUntil);

namespace DocFlow.Platform.Identity.Keys;

/// <summary>Whom a new certificate is to name: a person, or the agency for its seal.</summary>
/// <param name="Name">The person's full name, or the agency's name.</param>
/// <param name="Agency">The agency's name.</param>
/// <param name="AgencyCode">The agency's code.</param>
/// <param name="Post">The person's first post; null for a seal or a person without one.</param>
/// <param name="IsSeal">Whether it is the agency's seal.</param>
public sealed record CertificateHolder(string Name, string Agency, string AgencyCode, Post? Post, bool IsSeal);

/// <summary>What enrolment asks of whoever knows key files; the platform knows none itself, so the host gives these functions.</summary>
/// <param name="Read">The certificate (DER) of a PKCS#12 file that this PIN opens, or the refusal of one that it does not.</param>
/// <param name="Issue">A new key with a certificate of the local authority, as a PKCS#12 file under this PIN.</param>
/// <param name="Revoke">Revokes a certificate (PEM), where the local authority issued it.</param>
public sealed record KeyMaking(
    Func<byte[], string, Outcome<byte[]>> Read, Func<CertificateHolder, string, byte[]> Issue, Action<string> Revoke);

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.LongTerm;

/// <summary>Who helps to raise levels.</summary>
/// <param name="Stamps">The time-stamp authorities.</param>
/// <param name="Revocation">The way to OCSP responders and revocation lists.</param>
/// <param name="Time">The clock.</param>
public sealed record LongTermServices(TimeStampClient Stamps, RevocationClient Revocation, TimeProvider Time)
{
    /// <summary>Where certificates' paths must end; empty lets them end at any self-signed certificate.</summary>
    public IReadOnlyList<X509Certificate2> Anchors { get; init; } = [];

    /// <summary>Certificates at hand that may lie on a path.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; init; } = [];

    /// <summary>The digest that is stamped.</summary>
    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;
}

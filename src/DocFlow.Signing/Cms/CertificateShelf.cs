using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Cms;

/// <summary>
/// Certificates by their bytes, each decoded once: decoding costs as much as several signature checks. Bounded, and for many threads; what
/// it hands out is not to be disposed of.
/// </summary>
internal sealed class CertificateShelf
{
    private const int Most = 2_000;
    private readonly ConcurrentDictionary<ReadOnlyMemory<byte>, X509Certificate2> _known = new(new SameBytes());

    /// <summary>
    /// The certificate of these bytes, always the same instance; a damaged one is an exception here and not where it is used.
    /// </summary>
    public X509Certificate2 Take(ReadOnlyMemory<byte> der)
    {
        if (_known.TryGetValue(der, out var known))
            return known;
        var certificate = Whole(X509CertificateLoader.LoadCertificate(der.Span));
        if (_known.Count >= Most)
            _known.Clear();
        return _known.GetOrAdd(certificate.RawDataMemory, certificate);
    }

    // the platform decodes lazily
    private static X509Certificate2 Whole(X509Certificate2 certificate)
    {
        _ = (certificate.NotBefore, certificate.NotAfter, certificate.Subject, certificate.PublicKey.Oid);
        foreach (var part in new[] { certificate.SubjectName, certificate.IssuerName }
            .SelectMany(name => name.EnumerateRelativeDistinguishedNames(reversed: false)))
            _ = part.HasMultipleElements ? null : part.GetSingleElementValue();
        foreach (var usage in certificate.Extensions.OfType<X509KeyUsageExtension>())
            _ = usage.KeyUsages;
        foreach (var identifier in certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>())
            _ = identifier.SubjectKeyIdentifier;
        return certificate;
    }

    private sealed class SameBytes : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public bool Equals(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) => one.Span.SequenceEqual(other.Span);

        public int GetHashCode(ReadOnlyMemory<byte> bytes)
        {
            var hash = new HashCode();
            hash.AddBytes(bytes.Span);
            return hash.ToHashCode();
        }
    }
}

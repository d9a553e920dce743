using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.LongTerm;

/// <summary>What was found out about certificates, until its next update; bounded, and for many threads.</summary>
internal sealed class EvidenceCache(TimeProvider time)
{
    private const int Most = 5_000;
    private const long MostBytes = 64 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Certificate, string Issuer), RevocationEvidence> _kept = [];
    private long _bytes;

    /// <summary>What is kept and still good; a revocation list said before <paramref name="after"/> is as new as lists are.</summary>
    public RevocationEvidence? Find(X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset after)
    {
        lock (_lock)
        {
            return _kept.TryGetValue(Key(certificate, issuer), out var evidence) && time.GetUtcNow() <= evidence.NextUpdate
                && (evidence.RevocationList is not null || evidence.ThisUpdate >= after)
                    ? evidence
                    : null;
        }
    }

    /// <summary>Keeps it; when there is too much, everything before it is forgotten.</summary>
    public RevocationEvidence Keep(X509Certificate2 certificate, X509Certificate2 issuer, RevocationEvidence evidence)
    {
        lock (_lock)
        {
            if (_kept.Remove(Key(certificate, issuer), out var old))
                _bytes -= Size(old);
            var size = Size(evidence);
            if (_kept.Count >= Most || _bytes + size > MostBytes)
            {
                _kept.Clear();
                _bytes = 0;
            }

            _kept[Key(certificate, issuer)] = evidence;
            _bytes += size;
            return evidence;
        }
    }

    private static int Size(RevocationEvidence evidence) => (evidence.OcspAnswer ?? evidence.RevocationList)!.Length;

    private static (string Certificate, string Issuer) Key(X509Certificate2 certificate, X509Certificate2 issuer) =>
        (certificate.Thumbprint, issuer.Thumbprint);
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>
/// Builds paths to the anchors of a policy with the platform's X509Chain, and remembers those that keep the rules: once found they stay
/// right, whatever file asks next. Building is slow; bounded, and for many threads.
/// </summary>
internal sealed class CertificatePaths(IReadOnlyList<X509Certificate2> anchors, CertificateShelf shelf)
{
    private const int Most = 2_000;
    private const X509ChainStatusFlags Top = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;
    private readonly List<X509Certificate2> _anchors = [.. anchors.Select(anchor => shelf.Take(anchor.RawDataMemory))];
    private readonly ConcurrentDictionary<X509Certificate2, CertificatePath[]> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether a certificate is where a path may end.</summary>
    public bool IsAnchor(X509Certificate2 certificate) =>
        _anchors.Exists(anchor => anchor.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));

    /// <summary>The best path for this moment; <paramref name="extra"/> are certificates that may lie on it.</summary>
    public CertificatePath Find(X509Certificate2 certificate, IEnumerable<X509Certificate2> extra, DateTimeOffset moment)
    {
        var end = shelf.Take(certificate.RawDataMemory);
        var known = _known.GetValueOrDefault(end) ?? [];
        if (Array.Find(known, path => path.IsValidAt(moment)) is { } found)
            return found;

        var built = Build(end, extra, moment);
        if (_known.Count >= Most)
            _known.Clear();
        if (built.IsTrusted)
            _known[end] = [built, .. known.Take(1)];
        return built;
    }

    private CertificatePath Build(X509Certificate2 certificate, IEnumerable<X509Certificate2> extra, DateTimeOffset moment)
    {
        using var chain = new X509Chain();
        var rules = chain.ChainPolicy;
        rules.TrustMode = X509ChainTrustMode.CustomRootTrust;
        rules.RevocationMode = X509RevocationMode.NoCheck; // by us, with the evidence of the policy and the file
        rules.DisableCertificateDownloads = true;
        rules.VerificationTime = moment.UtcDateTime;
        rules.CustomTrustStore.AddRange(_anchors.ToArray());
        rules.ExtraStore.AddRange(extra.ToArray());
        try
        {
            chain.Build(certificate);
            return Read(chain);
        }
        catch (CryptographicException)
        {
            // a certificate that is no certificate inside makes OpenSSL give up
            return new CertificatePath([certificate], X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid);
        }
    }

    // The path ends at the first anchor on it, be it a root or an authority below one; what lies above says nothing about it.
    private CertificatePath Read(X509Chain chain)
    {
        var path = new List<X509Certificate2>();
        var faults = X509ChainStatusFlags.NoError;
        foreach (var element in chain.ChainElements)
        {
            path.Add(shelf.Take(element.Certificate.RawDataMemory));
            var own = element.ChainElementStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status)
                & ~X509ChainStatusFlags.NotTimeValid;
            if (IsAnchor(path[^1]))
                return new CertificatePath(path, faults | own & ~Top);
            faults |= own;
        }

        return new CertificatePath(path, faults | X509ChainStatusFlags.PartialChain);
    }
}

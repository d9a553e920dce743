using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Platform.Http;

/// <summary>What our lines to one system show and believe in TLS, where that is more than the machine's own.</summary>
public sealed class LineIdentity
{
    private readonly X509Certificate2? _own;
    private readonly X509Certificate2Collection _above;
    private readonly X509Certificate2Collection _trusted;

    private LineIdentity(X509Certificate2? own, X509Certificate2Collection above, X509Certificate2Collection trusted) =>
        (_own, _above, _trusted) = (own, above, trusted);

    /// <summary>The SHA-256 of our certificate, lower-case hex: what the other side binds to us.</summary>
    public string? Print => _own?.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    /// <summary>Until when ours is good.</summary>
    public DateTimeOffset? Until => _own is null ? null : new DateTimeOffset(_own.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    /// <summary>PEM of what the other side may show, and of nothing else that was given with it; null: the machine's authorities.</summary>
    public string? Trusted => _trusted.Count == 0 ? null : _trusted.ExportCertificatePems();

    /// <summary>Reads it; null where it cannot be used.</summary>
    /// <param name="own">PEM: our certificate, those above it, and its key without a password; null for none.</param>
    /// <param name="trusted">PEM: certificates or authorities that the other side may show; null for the machine's authorities.</param>
    public static LineIdentity? Read(string? own, string? trusted)
    {
        try
        {
            var (above, authorities) = (new X509Certificate2Collection(), new X509Certificate2Collection());
            above.ImportFromPem(own);
            authorities.ImportFromPem(trusted);
            return trusted is not null && authorities.Count == 0
                ? null
                : new LineIdentity(own is null ? null : X509Certificate2.CreateFromPem(own, own), above, authorities);
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What the line goes by: our certificate with those above it, as far as they were given, and whom we believe.</summary>
    public SslClientAuthenticationOptions Options()
    {
        var options = new SslClientAuthenticationOptions();
        if (_own is not null)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(_own, _above, offline: true);
        if (_trusted.Count > 0)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(_trusted);
        }

        return options;
    }
}

using System.Security.Cryptography;
using DocFlow.Platform;
using DocFlow.Platform.Identity.Agencies;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// Mutual TLS: a partner to whom a certificate is bound calls only over connections that proved this very certificate. It is known by its
/// SHA-256, so it needs no authority.
/// </summary>
internal static class PartnerCertificate
{
    /// <summary>Why this call is not the partner's; null where nothing is bound or the bound one was shown.</summary>
    public static Refusal? Fault(Partner partner, HttpRequest request)
    {
        if (partner.CertificateSha256 is not { } bound)
            return null;
        var shown = request.HttpContext.Connection.ClientCertificate?.GetCertHashString(HashAlgorithmName.SHA256);
        return string.Equals(shown, bound, StringComparison.OrdinalIgnoreCase) ? null : NotShown;
    }

    private static Refusal NotShown { get; } = Refusal.Unauthorized("exchange.certificate-wrong",
        "Kết nối phải dùng chứng thư TLS đã gắn với cơ quan này.",
        "The connection must use the TLS certificate that is bound to this agency.");
}

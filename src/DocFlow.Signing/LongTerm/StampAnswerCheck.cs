using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.LongTerm;

/// <summary>Whether a token answers the question, and can be believed (RFC 3161 2.2 and 2.3).</summary>
internal sealed class StampAnswerCheck(IReadOnlyList<X509Certificate2> anchors, TimeProvider time)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly CertificatePaths _paths = new(anchors, new CertificateShelf());

    /// <summary>What is wrong with it, or null.</summary>
    public (string Vi, string En)? Fault(TimeStampToken token, TimeStampRequest request)
    {
        if (token.Nonce != request.Nonce)
            return ("trả lời cho yêu cầu khác (nonce sai)", "answered another question (wrong nonce)");
        if (token.Hash != request.Hash || !token.Covers(request.Imprint))
            return ("đóng dấu thời gian cho dữ liệu khác (mã băm sai)", "stamped something else (wrong digest)");
        if (request.Policy is not null && token.Policy != request.Policy)
            return ("dùng chính sách khác", "stamped under another policy");
        if ((token.Time - time.GetUtcNow()).Duration() > ClockSkew)
            return ("ghi thời gian sai", "states a wrong time");
        if (token.Signer is not { } signer)
            return ("không gửi kèm chứng thư", "did not send its certificate");
        if (!token.IsStrong || !token.IsSignedBySigner || token.Binding != SigningCertificateBinding.Matches)
            return ("trả lời với chữ ký sai", "answered with a wrong signature");
        return Fault(signer, token);
    }

    private (string Vi, string En)? Fault(X509Certificate2 signer, TimeStampToken token)
    {
        if (!token.IsSignerForStamping)
            return ("dùng chứng thư không dành cho dấu thời gian", "signs with a certificate that is not for time-stamping");
        if (token.Time < signer.NotBefore || token.Time > signer.NotAfter)
            return ("dùng chứng thư hết hạn hoặc chưa có hiệu lực", "signs with a certificate that is expired or not yet valid");
        if (anchors.Count == 0)
            return null;
        var path = _paths.Find(signer, token.Certificates, token.Time);
        return path.IsTrusted && path.IsValidAt(token.Time)
            ? null
            : ("không được tổ chức tin cậy chứng thực", "is not certified by anyone trusted here");
    }
}

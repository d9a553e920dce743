using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Verification.Time;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>The sentences about certificates, each with the sub-indication of EN 319 102-1 that it stands for.</summary>
internal static class TrustReasons
{
    private const X509ChainStatusFlags Elsewhere = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;

    public static Finding NoCertificate { get; } = Finding.Undecided(SubIndication.NoSigningCertificateFound,
        "Chữ ký không kèm chứng thư của người ký.", "The signature comes without its signer's certificate.");

    public static Finding SignedAfterEnd { get; } = Finding.Failed(SubIndication.Expired,
        "Thời điểm ký sau khi chứng thư hết hạn.", "It was signed after the certificate had expired.");

    public static Finding EndedSince(Proof? proof) => proof is null
        ? Finding.Undecided(SubIndication.OutOfBoundsNoPoe,
            "Chứng thư đã hết hạn và không có dấu thời gian chứng minh chữ ký có trước đó.",
            "The certificate has expired and no time stamp proves that the signature is older.")
        : Finding.Undecided(SubIndication.OutOfBoundsNoPoe,
            $"Chứng thư đã hết hạn trước thời điểm được chứng minh ({Text(proof.Time)}).",
            $"The certificate had expired before the time that is proven ({Text(proof.Time)}).");

    public static Finding SignedBeforeStart { get; } = Finding.Failed(SubIndication.NotYetValid,
        "Thời điểm ký trước khi chứng thư có hiệu lực.", "It was signed before the certificate became valid.");

    public static Finding ListOutdated { get; } = Finding.Undecided(SubIndication.TryLater,
        "Danh sách thu hồi được cung cấp không còn hiệu lực; hãy dùng danh sách mới.",
        "The revocation list given does not speak for this date; use a newer one.");

    public static Finding MayNotSign { get; } = Finding.Undecided(SubIndication.ChainConstraintsFailure,
        "Chứng thư không được cấp để ký.", "The certificate was not issued for signing.");

    public static Finding MayNotStamp { get; } = Finding.Undecided(SubIndication.ChainConstraintsFailure,
        "Chứng thư không được cấp riêng cho việc cấp dấu thời gian.", "The certificate was not issued for time-stamping, and that only.");

    public static Finding WeakKey { get; } = Finding.Undecided(SubIndication.CryptoConstraintsFailure,
        "Khóa quá ngắn.", "A key in the chain is too short.");

    public static Finding WeakCertificate { get; } = Finding.Undecided(SubIndication.CryptoConstraintsFailure,
        "Chứng thư được ký bằng thuật toán yếu.", "A certificate in the chain is signed with a weak algorithm.");

    public static Finding Outlived(DateOnly until) => Finding.Undecided(SubIndication.CryptoConstraintsFailureNoPoe,
        $"Thuật toán chỉ được tin đến {until:dd/MM/yyyy} và không có dấu thời gian nào trước đó.",
        $"The algorithm is trusted until {until:yyyy-MM-dd} only, and no time stamp is older than that.");

    public static Finding NoList(bool nonePublished) => nonePublished
        ? Finding.Undecided(SubIndication.TryLater,
            "Không rõ chứng thư có bị thu hồi không: chứng thư không nêu nơi công bố và không có danh sách thu hồi nào được cung cấp.",
            "Whether the certificate is revoked is not known: it names no place of publication and no revocation list was given.")
        : Finding.Undecided(SubIndication.TryLater,
            "Không rõ chứng thư có bị thu hồi không: chưa có danh sách thu hồi.",
            "Whether the certificate is revoked is not known: the issuer's revocation list was not given.");

    public static Finding RevokedBefore(DateTimeOffset moment) => Finding.Failed(SubIndication.Revoked,
        $"Chứng thư đã bị thu hồi trước khi ký ({Text(moment)}).", $"The certificate had been revoked before signing ({Text(moment)}).");

    public static Finding RevokedSince(DateTimeOffset moment, Proof? proof) => proof is null
        ? Finding.Undecided(SubIndication.RevokedNoPoe,
            $"Chứng thư bị thu hồi ngày {Text(moment)} và không có dấu thời gian chứng minh chữ ký có trước đó.",
            $"The certificate was revoked on {Text(moment)} and no time stamp proves that the signature is older.")
        : Finding.Undecided(SubIndication.RevokedNoPoe,
            $"Chứng thư bị thu hồi ngày {Text(moment)}, trước thời điểm được chứng minh ({Text(proof.Time)}).",
            $"The certificate was revoked on {Text(moment)}, before the time that is proven ({Text(proof.Time)}).");

    public static Finding RevokedIssuer(string subject, DateTimeOffset moment) => Finding.Undecided(SubIndication.RevokedCaNoPoe,
        $"Chứng thư của tổ chức cấp đã bị thu hồi ngày {Text(moment)}: {subject}.",
        $"The issuer's certificate was revoked on {Text(moment)}: {subject}.");

    public static Finding RevokedLater(DateTimeOffset moment) => Finding.Note(SubIndication.Revoked,
        $"Chứng thư bị thu hồi ngày {Text(moment)}, sau khi ký; chữ ký vẫn có giá trị.",
        $"The certificate was revoked on {Text(moment)}, after signing; the signature keeps its value.");

    public static Finding IssuerOutOfBounds(string subject) => Finding.Undecided(SubIndication.OutOfBoundsNoPoe,
        $"Chứng thư của tổ chức cấp không có hiệu lực: {subject}.", $"The issuer's certificate is not valid now: {subject}.");

    public static Finding Stray(string subject) => Finding.Undecided(SubIndication.SigConstraintsFailure,
        $"Chữ ký kèm chứng thư không xác minh được: {subject}.",
            $"The signature carries a certificate that belongs to nothing: {subject}.");

    /// <summary>What the platform's path building had to say.</summary>
    public static IEnumerable<Finding> Of(X509ChainStatusFlags flags, bool anchorsGiven)
    {
        if ((flags & Elsewhere) != 0 || !anchorsGiven)
            yield return NoChain(anchorsGiven);
        if ((flags & X509ChainStatusFlags.NotSignatureValid) != 0)
            yield return Finding.Undecided(SubIndication.ChainGeneralFailure,
                "Chữ ký của tổ chức cấp trên chứng thư không đúng.", "The issuer's signature on a certificate is wrong.");
        var other = flags & ~(Elsewhere | X509ChainStatusFlags.NotSignatureValid | X509ChainStatusFlags.NotTimeValid);
        if (other != X509ChainStatusFlags.NoError)
            yield return Finding.Undecided(SubIndication.ChainConstraintsFailure,
                $"Chuỗi chứng thư không đúng quy tắc ({other}).", $"The certificate chain breaks its rules ({other}).");
    }

    private static Finding NoChain(bool anchorsGiven) => anchorsGiven
        ? Finding.Undecided(SubIndication.NoCertificateChainFound,
            "Chứng thư không do tổ chức được tin cậy cấp.", "The certificate does not come from an authority that is trusted here.")
        : Finding.Undecided(SubIndication.NoCertificateChainFound,
            "Chưa chỉ định tổ chức chứng thực được tin cậy.", "No trusted authority was named, so the signer cannot be identified.");

    public static string Text(DateTimeOffset moment) =>
        moment.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss '+07:00'", CultureInfo.InvariantCulture);
}

namespace DocFlow.Signing.Verification.Integrity;

/// <summary>The sentences about signed bytes and signature values.</summary>
internal static class IntegrityReasons
{
    public static Finding HashFailure { get; } = Finding.Failed(SubIndication.HashFailure,
        "Nội dung đã bị thay đổi sau khi ký.", "The signed content was altered after signing.");

    public static Finding CryptoFailure { get; } = Finding.Failed(SubIndication.SigCryptoFailure,
        "Giá trị chữ ký không phải của người ký.", "The signature value does not belong to the signer's certificate.");

    public static Finding Weak { get; } = Finding.Undecided(SubIndication.CryptoConstraintsFailure,
        "Thuật toán băm hoặc thuật toán ký quá yếu hoặc không được hỗ trợ.", "The digest or signature algorithm is too weak or unknown.");

    public static Finding OtherCertificate { get; } = Finding.Undecided(SubIndication.NoSigningCertificateFound,
        "Chứng thư kèm theo không phải chứng thư mà người ký đã nêu.", "The certificate that came along is not the one the signer named.");

    public static Finding NoBinding { get; } = Finding.Undecided(SubIndication.SigConstraintsFailure,
        "Chữ ký PAdES thiếu thuộc tính chứng thư ký.", "The PAdES signature lacks the signing-certificate attribute.");

    public static Finding Malformed(string why) => Finding.Failed(SubIndication.FormatFailure,
        "Cấu trúc chữ ký (CMS) không đúng quy cách.", why);

    public static Finding Outdated(string form) => Finding.Undecided(SubIndication.CryptoConstraintsFailure,
        $"Dạng chữ ký cũ dựa trên SHA-1, không còn được chấp nhận: {form}.",
        $"An old form of signature that rests on SHA-1 and is no longer accepted: {form}.");

    public static Finding UnknownForm(string? subFilter) => Finding.Undecided(SubIndication.SigConstraintsFailure,
        $"Dạng chữ ký chưa được hỗ trợ: {subFilter}.", $"This form of signature is not supported: {subFilter}.");

    public static Finding Unsigned(IEnumerable<string> parts) => Finding.Undecided(SubIndication.SigConstraintsFailure,
        $"Chữ ký kèm phần không được kiểm tra: {string.Join(", ", parts)}.",
        $"The signature carries parts that were not checked: {string.Join(", ", parts)}.");
}

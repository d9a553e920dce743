using DocFlow.Signing.Verification.Changes;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Verification;

/// <summary>The three lines for people: integrity; identity and trust; changes after signing.</summary>
internal static class PeopleLines
{
    public static Sentence Integrity(IntegrityState state) => state switch
    {
        IntegrityState.Intact => new("Nội dung được ký còn nguyên vẹn.", "The signed content is intact."),
        IntegrityState.Broken => new("Nội dung được ký hoặc chữ ký đã bị thay đổi.", "The signed content or the signature was altered."),
        _ => new("Không xác định được tính toàn vẹn.", "Whether the content is intact cannot be told."),
    };

    public static Sentence Trust(string? name, TrustFinding trust, bool stamps)
    {
        var (vietnamese, english) = (trust.Trust, trust.Revocation) switch
        {
            (TrustState.Trusted, RevocationState.Good) => ("chứng thư được tin cậy, chưa bị thu hồi",
                "the certificate is trusted and not revoked"),
            (TrustState.Trusted, RevocationState.Revoked) => ("chứng thư đã bị thu hồi", "the certificate was revoked"),
            (TrustState.Trusted, RevocationState.NonePublished) =>
                ("chứng thư được tin cậy, nhưng không có thông tin thu hồi nào được công bố",
                    "the certificate is trusted, but no revocation data is published"),
            (TrustState.Trusted, _) => ("chứng thư được tin cậy, chưa rõ có bị thu hồi không",
                "the certificate is trusted; whether it is revoked is not known"),
            (TrustState.Untrusted, _) => ("chứng thư không được tin cậy", "the certificate is not trusted"),
            _ => ("chưa xác định được danh tính", "the identity could not be established"),
        };
        var who = stamps
            ? new Sentence("Tổ chức cấp dấu thời gian theo chứng thư", "Time-stamp authority according to the certificate")
            : new Sentence("Người ký theo chứng thư", "Signer according to the certificate");
        var proven = trust.Proof is { } proof
            ? new Sentence($"; có trước {TrustReasons.Text(proof.Time)} theo {proof.By.Vietnamese}",
                $"; proven to be there by {TrustReasons.Text(proof.Time)} by {proof.By.English}")
            : new Sentence("", "");
        return new Sentence($"{who.Vietnamese}: {name ?? "không rõ"}; {vietnamese}{proven.Vietnamese}.",
            $"{who.English}: {name ?? "unknown"}; {english}{proven.English}.");
    }

    public static Sentence Changes(ChangesAfter changes) => (changes.State, changes.Complaints) switch
    {
        (ChangeState.None, _) => new("Không có thay đổi nào sau khi ký.", "Nothing was changed after signing."),
        (ChangeState.Allowed, _) => new("Sau khi ký chỉ có những thay đổi được phép (điền trường, ký thêm).",
            "After signing only what is allowed was changed (fields filled, further signatures)."),
        (_, [var first, ..]) => new($"Tài liệu bị thay đổi trái phép sau khi ký: {first.Vietnamese}",
            $"The document was changed after signing in a way that is not allowed: {first.English}"),
        _ => new("Không xác định được những thay đổi sau khi ký.", "What was changed after signing cannot be told."),
    };
}

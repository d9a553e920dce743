using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace DocFlow.Signing.Verification;

/// <summary>A report as text: JSON for programs, lines for people.</summary>
public static class VerificationText
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The report as JSON, the same whatever the verdict.</summary>
    public static string Json(VerificationReport report) => JsonSerializer.Serialize(new
    {
        Verdict = report.Verdict.Word(),
        report.Policy,
        report.At,
        Signatures = report.Signatures.Select(one => new
        {
            one.Field,
            Indication = one.Indication.Standard(),
            one.SubIndication,
            Integrity = one.Integrity.Word(),
            Trust = one.Trust.Word(),
            Revocation = one.Revocation.Word(),
            Changes = one.Changes.Word(),
            one.Signer,
            one.Agency,
            one.SignedAt,
            one.Level,
            one.CoversWholeFile,
            one.Certifies,
            one.CertificateSha256,
            Lines = new[] { one.IntegrityLine, one.TrustLine, one.ChangesLine },
            Reasons = one.Reasons.Select(Of),
        }),
        Findings = report.Findings.Select(Of),
    }, Format);

    /// <summary>The report for people, Vietnamese first.</summary>
    public static string Plain(VerificationReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(report.Verdict switch
        {
            Verdict.Passed => "HỢP LỆ / PASSED",
            Verdict.Failed => "KHÔNG HỢP LỆ / FAILED",
            Verdict.None => "KHÔNG CÓ CHỮ KÝ / NO SIGNATURE",
            Verdict.Unreadable => "KHÔNG ĐỌC ĐƯỢC NHƯ TỆP PDF / NOT READABLE AS A PDF",
            _ => "CHƯA XÁC ĐỊNH / UNDETERMINED",
        });
        foreach (var one in report.Signatures)
        {
            text.AppendLine().Append(one.Field).Append(": ").Append(one.Indication.Standard());
            text.AppendLine(one.SubIndication is null ? "" : $" ({one.SubIndication})");
            foreach (var line in new[] { one.IntegrityLine, one.TrustLine, one.ChangesLine })
                Append(text, line);
            foreach (var reason in one.Reasons)
                Append(text, reason.Text);
        }

        foreach (var finding in report.Findings)
            Append(text, finding.Text);
        return text.Append("Chính sách / Policy: ").Append(report.Policy).ToString();
    }

    private static object Of(Finding finding) =>
        new { finding.Code, Weight = finding.Weight.Standard(), finding.Text.Vietnamese, finding.Text.English };

    private static void Append(StringBuilder text, Sentence sentence) =>
        text.Append("  ").Append(sentence.Vietnamese).Append(" / ").AppendLine(sentence.English);
}

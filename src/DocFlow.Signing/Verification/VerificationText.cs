using System.Text;

namespace DocFlow.Signing.Verification;

/// <summary>A report as lines for people.</summary>
public static class VerificationText
{
    /// <summary>The report as JSON, the same whatever the verdict; see <see cref="VerificationJson"/>.</summary>
    public static string Json(VerificationReport report) => VerificationJson.Of(report);

    /// <summary>The report in both languages, Vietnamese first.</summary>
    public static string Plain(VerificationReport report) => Plain(report, null);

    /// <summary>The report in one language, "vi" or "en", or in both.</summary>
    public static string Plain(VerificationReport report, string? language)
    {
        var text = new StringBuilder();
        text.AppendLine(In(language, Headline(report.Verdict)));
        foreach (var one in report.Signatures)
        {
            text.AppendLine().Append(one.Field).Append(": ").Append(one.Indication.Standard());
            text.Append(one.SubIndication is null ? "" : $" ({one.SubIndication})").Append(", ").AppendLine(one.Level);
            Sentence[] lines = [one.IntegrityLine, one.TrustLine, one.ChangesLine, .. one.Reasons.Select(reason => reason.Text)];
            foreach (var line in lines)
                text.Append("  ").AppendLine(In(language, line));
        }

        foreach (var finding in report.Findings)
            text.Append("  ").AppendLine(In(language, finding.Text));
        return text.Append(In(language, new Sentence("Chính sách", "Policy"))).Append(": ").Append(report.Policy).ToString();
    }

    private static Sentence Headline(Verdict verdict) => verdict switch
    {
        Verdict.Passed => new("HỢP LỆ", "PASSED"),
        Verdict.Failed => new("KHÔNG HỢP LỆ", "FAILED"),
        Verdict.None => new("KHÔNG CÓ CHỮ KÝ", "NO SIGNATURE"),
        Verdict.Unreadable => new("KHÔNG ĐỌC ĐƯỢC NHƯ TỆP PDF", "NOT READABLE AS A PDF"),
        _ => new("CHƯA XÁC ĐỊNH", "UNDETERMINED"),
    };

    private static string In(string? language, Sentence sentence) => language switch
    {
        "vi" => sentence.Vietnamese,
        "en" => sentence.English,
        _ => $"{sentence.Vietnamese} / {sentence.English}",
    };
}

using System.Globalization;
using System.Text;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>The tables of ATTACKS.md.</summary>
internal static class AttackTable
{
    private const string Head = """
        # Attacks, and files that only look odd

        Written by `AttackTableTests`: every forged file of the tests' generator with our verdict, and beside it what two other
        programs say of the same bytes: Poppler's `pdfsig` (22.12, with the authority trusted; "valid, part of the file" is its
        honest word that something follows) and MuPDF's `validateChangeHistory` (which looks at changes only, not at signatures).
        Below, files that are what they seem.

        """;

    public static string Of(
        IReadOnlyList<(Attack Attack, (string Pdfsig, string Mupdf) Others)> forged,
        IReadOnlyList<(ValidFile File, (string Pdfsig, string Mupdf) Others)> valid)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        var reports = forged.Select(one => PdfVerifierTests.Verify(one.Attack.Bytes)).ToList();
        var alarms = valid.Count(one => PdfVerifierTests.Verify(one.File.Bytes).Verdict != Verdict.Passed);
        Line(text, "\n| | files | DocFlow | pdfsig: valid, whole file | pdfsig: valid, part of the file | MuPDF: no change found |");
        Line(text, "| --- | --- | --- | --- | --- | --- |");
        Line(text, $"| forged | {forged.Count} | **{reports.Count(one => one.Verdict == Verdict.Passed)} accepted** | "
            + $"{Sum(forged.Select(one => one.Others))} |");
        Line(text, $"| valid | {valid.Count} | **{alarms} false alarms** | {Sum(valid.Select(one => one.Others))} |");
        foreach (var group in forged.Zip(reports).GroupBy(one => one.First.Attack.Class))
        {
            Line(text, $"\n## {group.Key}\n\n| variant | what it does | DocFlow | pdfsig | MuPDF |\n| --- | --- | --- | --- | --- |");
            foreach (var ((attack, others), report) in group)
                Line(text, $"| {attack.Id} | {attack.Does} | {Words(report)} | {others.Pdfsig} | {others.Mupdf} |");
        }

        Line(text, "\n# Valid files\n\n| last written by | file | what was done | DocFlow | pdfsig | MuPDF |");
        Line(text, "| --- | --- | --- | --- | --- | --- |");
        foreach (var (file, others) in valid)
        {
            var words = Words(PdfVerifierTests.Verify(file.Bytes));
            Line(text, $"| {file.By} | {file.Id} | {file.Does} | {words} | {others.Pdfsig} | {others.Mupdf} |");
        }

        return text.ToString();
    }

    private static string Sum(IEnumerable<(string Pdfsig, string Mupdf)> others) => string.Join(" | ",
        others.Count(one => one.Pdfsig == "valid, whole file"), others.Count(one => one.Pdfsig == "valid, part of the file"),
        others.Count(one => one.Mupdf == "no change found"));

    private static string Words(VerificationReport report)
    {
        var worst = report.Signatures.Where(one => one.Indication != Indication.TotalPassed).Select(one => one.SubIndication)
            .Concat(report.Findings.Where(one => one.Weight != Indication.TotalPassed).Select(one => one.Code)).FirstOrDefault();
        return worst is null ? report.Verdict.Word() : $"{report.Verdict.Word()}: {worst}";
    }

    private static void Line(StringBuilder text, string line) => text.Append(CultureInfo.InvariantCulture, $"{line}\n");
}

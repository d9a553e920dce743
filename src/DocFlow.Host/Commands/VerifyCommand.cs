using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Commands;

/// <summary>docflow verify: judges the signatures of a PDF with the anchors and revocation lists given, offline.</summary>
public static class VerifyCommand
{
    /// <summary>The command; its exit code is 0 passed, 1 failed, 2 undetermined, 3 no signature, 4 not readable as a PDF.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE.pdf") { Description = "The PDF to judge" };
        var trust = new Option<FileInfo[]>("--trust") { Description = "A PEM file with certificates to trust; may be repeated" };
        var crl = new Option<FileInfo[]>("--crl") { Description = "A revocation list, DER or PEM; may be repeated" };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON" };
        var command = new Command("verify", "Judge the signatures of a PDF") { file, trust, crl, json };
        command.SetAction(parsed =>
        {
            try
            {
                var policy = Policy(parsed.GetValue(trust) ?? [], parsed.GetValue(crl) ?? []);
                using var pdf = parsed.GetValue(file)!.OpenRead();
                return Print(PdfVerifier.Verify(pdf, policy), parsed.GetValue(json));
            }
            catch (Exception away) when (away is IOException or UnauthorizedAccessException or CryptographicException)
            {
                return Print(Unread(away.Message), parsed.GetValue(json));
            }
        });
        return command;
    }

    private static int Print(VerificationReport report, bool asJson)
    {
        Console.Out.WriteLine(asJson ? VerificationText.Json(report) : VerificationText.Plain(report));
        return (int)report.Verdict;
    }

    private static TrustPolicy Policy(FileInfo[] trust, FileInfo[] crl)
    {
        var anchors = new X509Certificate2Collection();
        foreach (var one in trust)
            anchors.ImportFromPem(File.ReadAllText(one.FullName));
        return TrustPolicy.Of(anchors, crl.Select(one => File.ReadAllBytes(one.FullName)), TimeProvider.System);
    }

    private static VerificationReport Unread(string why)
    {
        var text = new Sentence($"Không đọc được tệp: {why}", $"A file could not be read: {why}");
        var none = TrustPolicy.Of([], [], TimeProvider.System);
        var finding = new Finding(Indication.TotalFailed, "file.missing", text);
        return new VerificationReport(Verdict.Unreadable, none.Name, none.At, [], [finding]);
    }
}

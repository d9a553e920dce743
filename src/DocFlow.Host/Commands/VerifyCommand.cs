using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using DocFlow.Signing.LongTerm;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Commands;

/// <summary>docflow verify: judges the signatures of a PDF with the anchors and revocation lists given.</summary>
public static class VerifyCommand
{
    private static readonly Argument<FileInfo> Pdf = new("FILE.pdf") { Description = "The PDF to judge" };
    private static readonly Option<FileSystemInfo[]> Trust = new("--trust")
    {
        Description = "Certificates to trust: a file (PEM or DER), or a folder of .pem, .crt and .cer files; may be repeated",
    };
    private static readonly Option<FileInfo[]> Crl = new("--crl") { Description = "A revocation list, DER or PEM; may be repeated" };
    private static readonly Option<DateTimeOffset?> At = new("--at")
    {
        Description = "The moment to judge for, ISO 8601 (2026-02-05 or 2026-02-05T14:15:00+07:00); now by default", CustomParser = Moment,
    };
    private static readonly Option<bool> Offline = new("--offline")
    {
        Description = "Ask nobody; otherwise, with --trust, revocation is asked where trusted certificates say, for 30 seconds at most",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the report as JSON" };
    private static readonly Option<string?> Language =
        new Option<string?>("--lang") { Description = "Print one language only" }.AcceptOnlyFromAmong("vi", "en");

    /// <summary>The command; its exit codes stand in its description.</summary>
    public static Command Create()
    {
        var command = new Command("verify", """
            Judge the signatures of a PDF.
            Exit codes: 0 passed; 1 failed; 2 undetermined; 3 no signature; 4 not readable as a PDF; 64 wrong usage.
            """) { Pdf, Trust, Crl, At, Offline, Json, Language };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        try
        {
            await using var pdf = parsed.GetValue(Pdf)!.OpenRead();
            var policy = Policy(parsed);
            return Print(parsed.GetValue(Offline) || policy.Anchors.Count == 0
                ? PdfVerifier.Verify(pdf, policy)
                : await Online(pdf, policy, stop), parsed);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Print(Unread(away.Message), parsed);
        }
    }

    private static async Task<VerificationReport> Online(Stream pdf, TrustPolicy policy, CancellationToken stop)
    {
        using var http = ServiceHttp.Create();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var client = new RevocationClient(http, new ServiceLimits(), TimeProvider.System);
        try
        {
            return await new OnlineVerifier(client).Verify(pdf, policy, limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return PdfVerifier.Verify(pdf, policy); // nobody answered in time
        }
    }

    private static int Print(VerificationReport report, ParseResult parsed)
    {
        Console.Out.WriteLine(parsed.GetValue(Json)
            ? VerificationText.Json(report)
            : VerificationText.Plain(report, parsed.GetValue(Language)));
        return (int)report.Verdict;
    }

    private static TrustPolicy Policy(ParseResult parsed) => new()
    {
        Anchors = [.. (parsed.GetValue(Trust) ?? []).SelectMany(Anchors.In)],
        RevocationLists = [.. (parsed.GetValue(Crl) ?? []).Select(one => File.ReadAllBytes(one.FullName))],
        At = parsed.GetValue(At) ?? TimeProvider.System.GetUtcNow(),
    };

    private static DateTimeOffset? Moment(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            return moment;
        argument.AddError($"--at is not a moment in ISO 8601: {text}");
        return null;
    }

    private static VerificationReport Unread(string why)
    {
        var text = new Sentence($"Không đọc được tệp: {why}", $"A file could not be read: {why}");
        var none = TrustPolicy.Of([], [], TimeProvider.System);
        var finding = new Finding(Indication.TotalFailed, "file.missing", text);
        return new VerificationReport(Verdict.Unreadable, none.Name, none.At, [], [finding]);
    }
}

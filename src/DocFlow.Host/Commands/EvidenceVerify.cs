using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using DocFlow.Host.Evidence;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Trail;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Commands;

/// <summary><c>docflow evidence verify FILE.zip</c>: offline, without a database or a data folder.</summary>
public static class EvidenceVerify
{
    private static readonly Argument<FileInfo> Zip =
        new Argument<FileInfo>("FILE.zip") { Description = "the file that docflow evidence wrote" }.AcceptExistingOnly();

    private static readonly Option<X509Certificate2[]> Trust = new("--trust")
    {
        Description = "certificates to trust: a file (PEM or DER), or a folder of .pem, .crt and .cer files; may be repeated",
        CustomParser = argument => Each(argument, path => Certificates(path)),
    };

    private static readonly Option<byte[][]> Crl = new("--crl")
    {
        Description = "a revocation list, DER or PEM; may be repeated",
        CustomParser = argument => Each<byte[]>(argument, path => [File.ReadAllBytes(path)]),
    };

    private static readonly Option<string[]> Key = new("--key")
    {
        Description = "public key of a node that is known (docflow node key), PEM; may be repeated",
        CustomParser = argument => Each<string>(argument, path =>
            [NodeKey.OfPem(File.ReadAllText(path)) ?? throw new CryptographicException("it is no public key on P-256 in PEM")]),
    };

    private static readonly Option<string?> Root = new("--root")
    {
        Description = "hash of a root of the trail that was kept outside (from a receipt, packet or report)", CustomParser = Hash,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "print the report as JSON" };

    /// <summary>The command; its exit codes stand in its description.</summary>
    public static Command Create()
    {
        var verify = new Command("verify", """
            Check a file of evidence: archive, manifest, hashes, signatures of the PDFs, packets, receipts and trail.
            Asks nobody. Exit codes: 0 passed; 1 failed; 2 undetermined; 64 wrong usage.
            """) { Zip, Trust, Crl, Key, Root, Json, Speech.Language };
        verify.SetAction(Run);
        return verify;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var policy = TrustPolicy.Of(parsed.GetValue(Trust) ?? [], parsed.GetValue(Crl) ?? [], TimeProvider.System);
        var trust = new EvidenceTrust(policy, parsed.GetValue(Key) ?? [], parsed.GetValue(Root));
        EvidenceReport report;
        try
        {
            await using var file = parsed.GetValue(Zip)!.OpenRead();
            report = VerifyEvidence.Handle(file, trust, stop);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            report = new([EvidenceLine.Failed(
                parsed.GetValue(Zip)!.Name, $"Không đọc được tệp: {away.Message}", $"The file could not be read: {away.Message}")]);
        }

        Console.Out.WriteLine(parsed.GetValue(Json) ? AsJson(report) : AsText(report, parsed.GetValue(Speech.Language)));
        return (int)report.Verdict;
    }

    private static string AsJson(EvidenceReport report) => JsonSerializer.Serialize(report, MessageJson.Options);

    private static string AsText(EvidenceReport report, string? language) => string.Join('\n',
        [
            .. report.Lines.Select(line => $"[{In(language, Word(line.Verdict))}] {line.About}: {In(language, line.Text)}"),
            In(language, Word(report.Verdict)),
        ]);

    private static Sentence Word(Verdict verdict) => verdict switch
    {
        Verdict.Passed => new("HỢP LỆ", "PASSED"),
        Verdict.Failed => new("KHÔNG HỢP LỆ", "FAILED"),
        _ => new("CHƯA XÁC ĐỊNH", "UNDETERMINED"),
    };

    private static string In(string? language, Sentence text) => language switch
    {
        "vi" => text.Vietnamese,
        "en" => text.English,
        _ => $"{text.Vietnamese} / {text.English}",
    };

    private static IEnumerable<X509Certificate2> Certificates(string path) =>
        Anchors.In(Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path));

    private static T[] Each<T>(ArgumentResult argument, Func<string, IEnumerable<T>> read)
    {
        var all = new List<T>();
        foreach (var token in argument.Tokens)
        {
            try
            {
                all.AddRange(read(token.Value));
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException)
            {
                argument.AddError($"{token.Value}: {wrong.Message}");
            }
        }

        return [.. all];
    }

    private static string? Hash(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value.ToLowerInvariant();
        if (text.Length != 64 || !text.All(char.IsAsciiHexDigitLower))
            argument.AddError("--root is a SHA-256: 64 hexadecimal digits.");
        return text;
    }
}

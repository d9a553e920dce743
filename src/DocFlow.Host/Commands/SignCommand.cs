using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.LongTerm;
using DocFlow.Signing.Signatures;

namespace DocFlow.Host.Commands;

/// <summary>
/// docflow sign: signs a PDF with a key at hand, or elsewhere in two calls. The PIN comes from a file or the input, never from an
/// argument.
/// </summary>
public static class SignCommand
{
    private const int Refused = 1;
    private const int FileTrouble = 3;
    private const int KeyClosed = 4;

    private static readonly string Tries = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "docflow", "pin-tries");

    private static readonly Argument<FileInfo> Pdf =
        new Argument<FileInfo>("FILE.pdf") { Description = "the PDF to sign" }.AcceptExistingOnly();
    private static readonly Option<FileInfo> Out = new("--out") { Description = "the signed file; must not be there yet" };
    private static readonly Option<string> Key = new("--key")
    {
        Description = $"a PKCS#12 file (.p12, .pfx), or a pkcs11: URI; wrong PINs of tokens are counted in {Tries}",
    };

    private static readonly Option<string?> KeyName = new("--key-name")
    {
        Description = "of several keys in a file the one wanted: its name, or its certificate's thumbprint or serial number",
    };

    private static readonly Option<string> PinFile = new("--pin-file")
    {
        Description = "a file whose first line is the PIN; - reads it from the input",
    };

    private static readonly Option<SignatureLevel> Level = new("--level")
    {
        Description = "B; T with a time-stamp; LT also with certificates and revocation; LTA also with a time-stamp over these",
    };

    private static readonly LevelOptions Services = new();
    private static readonly SignOptions Look = new();
    private static readonly KeyElsewhere Elsewhere = new();

    /// <summary>The command; its exit codes stand in its description.</summary>
    public static Command Create()
    {
        var command = new Command("sign", """
            Sign a PDF (PAdES). The first signature on a file certifies it.
            Exit codes: 0 signed; 1 refused, with the reason; 3 a file cannot be read or written; 4 the key does not open;
            5 signed, but at a lower level than asked for, with the reason (raise it later: extend); 64 wrong usage.
            Only after 0 and 5 is there an output file.
            With a key elsewhere: sign FILE.pdf --prepare SESSION.json --cert PEM; have toSign signed there (openssl pkeyutl, a signing
            service, a browser); sign FILE.pdf --place SESSION.json --signature FILE --out OUT.
            """) { Pdf, Out, Key, KeyName, PinFile };
        Look.AddTo(command);
        Elsewhere.AddTo(command, [Out, Key, PinFile], [KeyName, Level]);
        command.Options.Add(Level);
        Services.AddTo(command);
        command.Options.Add(Speech.Language);
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        try
        {
            if (parsed.GetValue(Elsewhere.Prepare) is not null)
                return await Prepare(parsed);
            if (parsed.GetValue(Elsewhere.Place) is not null)
                return await Place(parsed);

            var opened = Open(parsed);
            if (opened.Refusal is { } closed)
                return Refuse(parsed, closed, KeyClosed);

            using var key = opened.Key!;
            var signed = await NewFile.Write(parsed.GetValue(Out)!, output => Sign(parsed, key, output, stop));
            return signed.Refusal is { } refusal ? Refuse(parsed, refusal, Refused) : Done(parsed, signed.Answer);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException or CryptographicException)
        {
            Speech.Say(parsed, Console.Error, $"docflow: không đọc hoặc ghi được tệp: {away.Message}", $"docflow: {away.Message}");
            return FileTrouble;
        }
    }

    private static async Task<SigningOutcome<SignedAtLevel>> Sign(
        ParseResult parsed, IKeyHolder key, Stream output, CancellationToken stop)
    {
        await using var pdf = parsed.GetValue(Pdf)!.OpenRead();
        var request = Request(parsed, pdf);
        if (request.Refusal is { } refusal)
            return refusal;
        using var http = ServiceHttp.Create();
        var signer = new LevelSigner(key, Services.Of(parsed, http));
        return await signer.Sign(pdf, request.Answer, parsed.GetValue(Level), output, stop);
    }

    private static async Task<int> Prepare(ParseResult parsed)
    {
        await using var pdf = parsed.GetValue(Pdf)!.OpenRead();
        var request = Request(parsed, pdf);
        if (request.Refusal is { } unclear)
            return Refuse(parsed, unclear, Refused);

        var session = await Elsewhere.Prepared(parsed, pdf, request.Answer);
        if (session.Refusal is { } refusal)
            return Refuse(parsed, refusal, Refused);
        var (how, digest) = ($"{session.Answer.Scheme} {session.Answer.Hash}", Convert.ToHexStringLower(session.Answer.ToSign));
        Speech.Say(parsed, Console.Out, $"Cần ký ({how}): {digest}", $"To be signed ({how}): {digest}");
        return 0;
    }

    private static async Task<int> Place(ParseResult parsed)
    {
        await using var pdf = parsed.GetValue(Pdf)!.OpenRead();
        var signed = await NewFile.Write(parsed.GetValue(Out)!, output => Task.FromResult(Elsewhere.Placed(parsed, pdf, output)));
        return signed.Refusal is { } refusal ? Refuse(parsed, refusal, Refused) : Done(parsed, signed.Answer);
    }

    private static SigningOutcome<SignatureRequest> Request(ParseResult parsed, Stream pdf)
    {
        var fields = FieldSummary.List(pdf);
        if (fields.Refusal is { } unreadable)
            return unreadable;

        var place = Where(parsed, fields.Answer);
        if (place.Refusal is { } unclear)
            return unclear;

        var request = Look.Request(parsed, place.Answer.Field, place.Answer.Place);
        return request.NewField is { Box: null } && (request.Picture is not null || request.Text is not null)
            ? new SigningRefusal(
                "field.invisible", "Tệp chưa có trường ký; hãy cho biết chỗ hiển thị bằng --rect x,y,w,h.",
                "The file has no field to show it in; say where with --rect x,y,w,h.")
            : request;
    }

    private static SigningOutcome<(string Field, NewField? Place)> Where(ParseResult parsed, IReadOnlyList<FieldSummary> fields)
    {
        var made = parsed.GetValue(Look.Rect) is { } box ? new NewField(parsed.GetValue(Look.Page), box) : null;
        var name = parsed.GetValue(Look.Field);
        return name is null && made is null ? FieldChoice.Among(fields) : (name ?? FieldChoice.Free(fields), made);
    }

    private static KeyOpening Open(ParseResult parsed)
    {
        var file = parsed.GetValue(PinFile)!;
        var pin = file == "-" ? KeyCommands.ReadPin() : File.ReadLines(file).FirstOrDefault();
        return KeySource.Open(parsed.GetValue(Key)!, pin ?? "", parsed.GetValue(KeyName), new PinTries(Tries));
    }

    private static int Done(ParseResult parsed, PreparedSignature signed)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(signed.Signer);
        var (file, signer) = (parsed.GetValue(Out)!.Name, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        Speech.Say(
            parsed, Console.Out, $"{file}: {(signed.IsCertification ? "đã chứng thực" : "đã ký")} ở trường {signed.Field}, bởi {signer}.",
            $"{file}: {(signed.IsCertification ? "certified" : "signed")} in field {signed.Field} by {signer}.");
        return 0;
    }

    private static int Done(ParseResult parsed, SignedAtLevel signed)
    {
        Done(parsed, signed.Signature);
        return parsed.GetValue(Level) == SignatureLevel.B ? 0 : ExtendCommand.Tell(parsed, parsed.GetValue(Out)!.Name, signed.Level);
    }

    private static int Refuse(ParseResult parsed, SigningRefusal refusal, int exit)
    {
        Speech.Refuse(parsed, refusal);
        return exit;
    }
}

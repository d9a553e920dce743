using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Signatures;

namespace DocFlow.Host.Commands;

/// <summary>docflow sign: signs a PDF with a key at hand. The PIN comes from a file or the input, never from an argument.</summary>
public static class SignCommand
{
    private const int Refused = 1;
    private const int Unreachable = 3;
    private const int KeyClosed = 4;

    private static readonly string Tries = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "docflow", "pin-tries");

    private static readonly Argument<FileInfo> Pdf =
        new Argument<FileInfo>("FILE.pdf") { Description = "the PDF to sign" }.AcceptExistingOnly();
    private static readonly Option<FileInfo> Out = new("--out") { Description = "the signed file; must not be there yet", Required = true };
    private static readonly Option<string> Key = new("--key")
    {
        Description = $"a PKCS#12 file (.p12, .pfx), or a pkcs11: URI; wrong PINs of tokens are counted in {Tries}", Required = true,
    };

    private static readonly Option<string?> KeyName = new("--key-name")
    {
        Description = "of several keys in a file the one wanted: its name, or its certificate's thumbprint or serial number",
    };

    private static readonly Option<string> PinFile = new("--pin-file")
    {
        Description = "a file whose first line is the PIN; - reads it from the input", Required = true,
    };

    private static readonly SignOptions Look = new();

    /// <summary>The command; its exit codes stand in its description.</summary>
    public static Command Create()
    {
        var command = new Command("sign", """
            Sign a PDF (PAdES). The first signature on a file certifies it.
            Exit codes: 0 signed; 1 refused, with the reason; 2 wrong usage; 3 a file cannot be read or written; 4 the key does not open.
            Only after 0 is there an output file.
            """) { Pdf, Out, Key, KeyName, PinFile };
        Look.AddTo(command);
        command.Options.Add(Speech.Language);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        try
        {
            var opened = Open(parsed);
            if (opened.Refusal is { } closed)
                return Refuse(parsed, closed, KeyClosed);

            using var key = opened.Key!;
            var signed = NewFile.Write(parsed.GetValue(Out)!, output => Sign(parsed, key, output));
            return signed.Refusal is { } refusal ? Refuse(parsed, refusal, Refused) : Done(parsed, signed.Answer, key);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            Speech.Say(parsed, Console.Error, $"docflow: không đọc hoặc ghi được tệp: {away.Message}", $"docflow: {away.Message}");
            return Unreachable;
        }
    }

    private static SigningOutcome<PreparedSignature> Sign(ParseResult parsed, IKeyHolder key, Stream output)
    {
        using var pdf = parsed.GetValue(Pdf)!.OpenRead();
        var fields = FieldSummary.List(pdf);
        if (fields.Refusal is { } unreadable)
            return unreadable;

        var place = Place(parsed, fields.Answer);
        if (place.Refusal is { } unclear)
            return unclear;

        var request = Look.Request(parsed, place.Answer.Field, place.Answer.Place);
        return request.NewField is { Box: null } && (request.Picture is not null || request.Text is not null)
            ? new SigningRefusal(
                "field.invisible", "Tệp chưa có trường ký; hãy cho biết chỗ hiển thị bằng --rect x,y,w,h.",
                "The file has no field to show it in; say where with --rect x,y,w,h.")
            : PdfSigner.Sign(pdf, request, key, output);
    }

    private static SigningOutcome<(string Field, NewField? Place)> Place(ParseResult parsed, IReadOnlyList<FieldSummary> fields)
    {
        var made = parsed.GetValue(Look.Rect) is { } box ? new NewField(parsed.GetValue(Look.Page), box) : null;
        var name = parsed.GetValue(Look.Field);
        return name is null && made is null ? FieldChoice.Among(fields) : (name ?? FieldChoice.Free(fields), made);
    }

    private static KeyOpening Open(ParseResult parsed)
    {
        var file = parsed.GetValue(PinFile)!;
        var pin = file == "-" ? Console.In.ReadLine() : File.ReadLines(file).FirstOrDefault();
        return KeySource.Open(parsed.GetValue(Key)!, pin ?? "", parsed.GetValue(KeyName), new PinTries(Tries));
    }

    private static int Done(ParseResult parsed, PreparedSignature signed, IKeyHolder key)
    {
        var (file, signer) = (parsed.GetValue(Out)!.Name, key.Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        Speech.Say(
            parsed, Console.Out, $"{file}: {(signed.IsCertification ? "đã chứng thực" : "đã ký")} ở trường {signed.Field}, bởi {signer}.",
            $"{file}: {(signed.IsCertification ? "certified" : "signed")} in field {signed.Field} by {signer}.");
        return 0;
    }

    private static int Refuse(ParseResult parsed, SigningRefusal refusal, int exit)
    {
        Speech.Refuse(parsed, refusal);
        return exit;
    }
}

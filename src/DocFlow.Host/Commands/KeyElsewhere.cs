using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DocFlow.Signing;
using DocFlow.Signing.Signatures;

namespace DocFlow.Host.Commands;

/// <summary>docflow sign in two calls, when the key is on another machine: --prepare, then --place what was signed there.</summary>
internal sealed class KeyElsewhere
{
    public Option<FileInfo> Prepare { get; } = new("--prepare")
    {
        Description = "first of two calls, for a key elsewhere: writes what that key is to sign (toSign) into this session file",
    };

    public Option<FileInfo> Certificate { get; } = new Option<FileInfo>("--cert")
    {
        Description = "with --prepare: the signer's certificate in PEM, followed by those above it",
    }.AcceptExistingOnly();

    public Option<FileInfo> Place { get; } = new Option<FileInfo>("--place")
    {
        Description = "second of two calls: the session file of the first",
    }.AcceptExistingOnly();

    public Option<FileInfo> Signature { get; } = new Option<FileInfo>("--signature")
    {
        Description = "with --place: the signature of toSign, as bytes or in base64",
    }.AcceptExistingOnly();

    /// <summary>Adds them to a command whose other options are for a key at hand.</summary>
    public void AddTo(Command command, Option[] forKeyAtHand, Option[] onlyForKeyAtHand)
    {
        foreach (var option in new Option[] { Prepare, Certificate, Place, Signature })
            command.Options.Add(option);
        var output = forKeyAtHand[0];
        command.Validators.Add(result =>
        {
            if (result.GetResult(Prepare) is not null)
                Demand(result, "--prepare", [Certificate], [.. forKeyAtHand, .. onlyForKeyAtHand, Place, Signature]);
            else if (result.GetResult(Place) is not null)
                Demand(result, "--place", [Signature, output], [.. forKeyAtHand[1..], .. onlyForKeyAtHand, Certificate]);
            else
                Demand(result, "sign", forKeyAtHand, [Certificate, Signature]);
        });
    }

    /// <summary>The first call.</summary>
    public async Task<SigningOutcome<SigningSession>> Prepared(ParseResult parsed, Stream pdf, SignatureRequest request)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(parsed.GetValue(Certificate)!.FullName);
        }
        catch (CryptographicException)
        {
            certificates.Clear(); // refused as a missing certificate, which it is
        }

        var session = DeferredSigning.Prepare(pdf, request, [.. certificates]);
        return session.Refusal is { } refusal ? refusal : await NewFile.Write<SigningSession>(parsed.GetValue(Prepare)!, async output =>
        {
            await output.WriteAsync(Encoding.UTF8.GetBytes(session.Answer.ToJson()));
            return session.Answer;
        });
    }

    /// <summary>The second call.</summary>
    public SigningOutcome<PreparedSignature> Placed(ParseResult parsed, Stream pdf, Stream output)
    {
        var session = SigningSession.Read(File.ReadAllText(parsed.GetValue(Place)!.FullName));
        return session.Refusal is { } refusal ? refusal : DeferredSigning.Place(pdf, session.Answer, Value(parsed), output);
    }

    private byte[] Value(ParseResult parsed)
    {
        var bytes = File.ReadAllBytes(parsed.GetValue(Signature)!.FullName);
        var decoded = new byte[bytes.Length];
        return Convert.TryFromBase64String(Encoding.ASCII.GetString(bytes), decoded, out var length) ? decoded[..length] : bytes;
    }

    private static void Demand(CommandResult result, string mode, Option[] needed, Option[] unwanted)
    {
        foreach (var option in needed.Where(option => result.GetResult(option) is null))
            result.AddError($"{mode} needs {option.Name}.");
        foreach (var option in unwanted.Where(option => result.GetResult(option) is not null))
            result.AddError($"{mode} does not go with {option.Name}.");
    }
}

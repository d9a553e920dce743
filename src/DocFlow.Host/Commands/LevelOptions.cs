using System.CommandLine;
using System.CommandLine.Parsing;
using DocFlow.Signing.LongTerm;

namespace DocFlow.Host.Commands;

/// <summary>Who is asked for time-stamps and evidence, and who is trusted.</summary>
internal sealed class LevelOptions
{
    private readonly Option<Uri[]> _tsa = new("--tsa")
    {
        Description = "address of a time-stamp authority (RFC 3161), http or https; may be repeated, the preferred first",
        CustomParser = Addresses,
    };

    private readonly Option<FileSystemInfo[]> _trust = new("--trust")
    {
        Description = "certificates to trust: a file (PEM or DER), or a folder of .pem, .crt and .cer files; may be repeated",
    };

    private readonly Option<FileInfo[]> _crl = new("--crl") { Description = "a revocation list at hand, DER or PEM; may be repeated" };

    /// <summary>Adds them all to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _tsa, _trust, _crl })
            command.Options.Add(option);
    }

    /// <summary>The services they name.</summary>
    public LongTermServices Of(ParseResult parsed, HttpClient http)
    {
        var anchors = (parsed.GetValue(_trust) ?? []).SelectMany(Anchors.In).ToList();
        var authorities = (parsed.GetValue(_tsa) ?? []).Select(address => new TimeStampService(address));
        var revocation = new RevocationClient(http, new ServiceLimits(), TimeProvider.System)
        {
            Lists = [.. (parsed.GetValue(_crl) ?? []).Select(one => File.ReadAllBytes(one.FullName))],
        };
        return new LongTermServices(new TimeStampClient(authorities, anchors, http, TimeProvider.System), revocation, TimeProvider.System)
        {
            Anchors = anchors,
        };
    }

    private static Uri[] Addresses(ArgumentResult argument)
    {
        var found = new List<Uri>();
        foreach (var token in argument.Tokens)
        {
            if (Uri.TryCreate(token.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                found.Add(address);
            else
                argument.AddError($"--tsa is an address that begins with http:// or https://, not {token.Value}.");
        }

        return [.. found];
    }
}

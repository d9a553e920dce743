using System.Security.Cryptography.X509Certificates;
using DocFlow.Platform.Identity;
using DocFlow.Signing.LongTerm;

namespace DocFlow.Dispatch.Proof;

/// <summary>The configuration of time-stamps.</summary>
public sealed record StampOptions
{
    /// <summary>Addresses, separated by commas, the preferred first; empty: receipts are not stamped.</summary>
    public string Authorities { get; init; } = "";
}

/// <summary>
/// Who stamps our receipts. Their certificates' paths must end at one that an administrator laid into keys/trust, where there are any.
/// </summary>
public sealed class StampAuthorities : IDisposable
{
    private static readonly char[] Between = [',', ' '];
    private readonly HttpClient _http = ServiceHttp.Create();

    /// <summary>Reads them; an address that is none stops the start.</summary>
    public StampAuthorities(StampOptions options, KeyFolder keys, TimeProvider clock)
    {
        var addresses = options.Authorities.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        if (addresses.Length == 0)
            return;
        var anchors = new X509Certificate2Collection();
        foreach (var pem in keys.Sub("trust").EnumerateFiles("*.pem"))
            anchors.ImportFromPemFile(pem.FullName);
        Client = new TimeStampClient(addresses.Select(address => new TimeStampService(new Uri(address))), [.. anchors], _http, clock);
    }

    /// <summary>Asks them; null where there are none.</summary>
    public TimeStampClient? Client { get; }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}

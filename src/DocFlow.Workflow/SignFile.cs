using DocFlow.Platform;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Telemetry;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Signatures;

namespace DocFlow.Workflow;

/// <summary>The key's part of a signature: outside any transaction, with nothing but files and the open key.</summary>
internal static class SignFile
{
    /// <summary>How a person's PKCS#12 key opens.</summary>
    public static KeyLock<Pkcs12Key> Lock { get; } = new(
        (pkcs12, pin) => Pkcs12Key.Open(pkcs12, pin).Key as Pkcs12Key, (key, secret) => new ClosedKey(key, secret).Open);

    /// <summary>Writes the signed file; the refusal of a file or picture that cannot be signed, or null.</summary>
    public static async Task<Refusal?> Sign(
        (Stream Seen, Stream Signed) file, SignatureReservation reserved, (IKeyHolder Key, string Name) signer, Stream picture)
    {
        using var png = new MemoryStream();
        await picture.CopyToAsync(png);
        var request = new SignatureRequest(reserved.Field, reserved.At.InOffice()) { Picture = png.ToArray(), Name = signer.Name };
        using var measured = new SigningTime("person");
        var outcome = PdfSigner.Sign(file.Seen, request, signer.Key, file.Signed);
        return outcome.Refusal is { } refusal ? Refusal.Conflict(refusal.Code, refusal.Vi, refusal.En) : null;
    }
}

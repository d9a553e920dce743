using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys;

namespace DocFlow.Signing.Signatures;

/// <summary>
/// What lies between the two calls of a deferred signature, as a document to be kept anywhere: it holds no secret, and nothing altered in
/// it gets past <see cref="DeferredSigning.Place"/>. Whoever signs must take <see cref="ToSign"/> from where they trust it.
/// </summary>
public sealed record SigningSession
{
    private const int Current = 1;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    };

    /// <summary>The version of this document's form.</summary>
    public int Version { get; init; } = Current;

    /// <summary>The digest that the key signs: not the file's, but that of the signed attributes (RFC 5652 5.4).</summary>
    public required byte[] ToSign { get; init; }

    /// <summary>The digest's name: SHA256, SHA384 or SHA512.</summary>
    public required string Hash { get; init; }

    /// <summary>How the key signs it: RSA-PKCS1, RSA-PSS (MGF1 with the same digest, a salt of its length) or ECDSA.</summary>
    public required string Scheme { get; init; }

    /// <summary>The signer's certificate, in PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>The rest, for the second call.</summary>
    public required PreparedSignature Prepared { get; init; }

    /// <summary>The document to be kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Form);

    /// <summary>Reads a kept document; one that is damaged, altered or of another version is refused.</summary>
    public static SigningOutcome<SigningSession> Read(string json)
    {
        try
        {
            var session = JsonSerializer.Deserialize<SigningSession>(json, Form);
            return session is { Version: Current } && session.IsWhole() ? session : Broken;
        }
        catch (Exception fault) when (fault is JsonException or CryptographicException)
        {
            return Broken;
        }
    }

    internal static SigningSession Of(PreparedSignature prepared)
    {
        using var signer = X509CertificateLoader.LoadCertificate(prepared.Signer);
        return new SigningSession
        {
            ToSign = prepared.ToBeSigned, Hash = prepared.Hash, Scheme = Name(prepared.SchemeOf(signer)),
            Certificate = signer.ExportCertificatePem(), Prepared = prepared,
        };
    }

    private bool IsWhole()
    {
        if (Prepared.Hash != Hash || !Oids.IsStrong(new HashAlgorithmName(Hash))
            || Prepared.Chain.Any(one => one is null) || !HasRoom())
            return false;
        using var signer = X509CertificateLoader.LoadCertificate(Prepared.Signer);
        return Prepared.IsOfOnePiece(signer) && Prepared.ToBeSigned.AsSpan().SequenceEqual(ToSign)
            && Scheme == Name(Prepared.SchemeOf(signer)) && Certificate == signer.ExportCertificatePem()
            && CertificateChain.Holds(signer, [.. Prepared.Chain.Select(one => X509CertificateLoader.LoadCertificate(one))]);
    }

    // the room is in no digest, and what is put there may be shorter
    private bool HasRoom()
    {
        var (at, length) = (Prepared.RoomAt, Prepared.RoomLength);
        var certificates = Prepared.Signer.Length + Prepared.Chain.Sum(one => one.Length);
        return at > 0 && length > 2 * certificates && at <= Prepared.Update.Length - length
            && Prepared.Update.AsSpan(at, length) is [(byte)'<', .. var room, (byte)'>'] && !room.ContainsAnyExcept((byte)'0');
    }

    private static string Name(SignatureScheme scheme) => scheme.Rsa is null ? "ECDSA" : $"RSA-{scheme.Rsa.ToString().ToUpperInvariant()}";

    private static SigningRefusal Broken { get; } = new("session.damaged",
        "Hồ sơ ký dở dang bị hỏng hoặc không phải của phiên bản này.",
        "The kept signing session is damaged, altered, or of another version.");
}

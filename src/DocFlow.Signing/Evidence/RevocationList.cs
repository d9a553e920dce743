using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Evidence;

/// <summary>A complete revocation list (RFC 5280 5); one that is partial, indirect or a delta is not taken.</summary>
public sealed class RevocationList
{
    private readonly SignedDer _signed;
    private readonly byte[] _issuer;
    private readonly Dictionary<string, DateTimeOffset> _revoked = [];

    private RevocationList(ReadOnlyMemory<byte> encoded)
    {
        Encoded = encoded;
        var signed = _signed = SignedDer.Read(encoded);
        var body = new AsnReader(signed.Body, AsnEncodingRules.DER).ReadSequence();
        if (body.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            body.ReadInteger();
        if (!body.ReadEncodedValue().Span.SequenceEqual(signed.Algorithm.Span))
            throw new AsnContentException("The two algorithms differ."); // RFC 5280 5.1.1.2
        _issuer = body.ReadEncodedValue().ToArray();
        ThisUpdate = Time(body);
        NextUpdate = body.HasData && IsTime(body.PeekTag()) ? Time(body) : null;
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            Entries(body.ReadSequence());
        if (body.HasData)
            RefusePartial(body.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence());
    }

    /// <summary>The whole list in DER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>When the next one is due at the latest.</summary>
    public DateTimeOffset? NextUpdate { get; }

    /// <summary>Reads a list in DER or PEM; null when it is none that can be used.</summary>
    public static RevocationList? Read(byte[] bytes)
    {
        try
        {
            return new RevocationList(Der(bytes));
        }
        catch (Exception fault) when (fault is AsnContentException or ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether this issuer made and signed it and was allowed to.</summary>
    public bool IsOf(X509Certificate2 issuer) => _issuer.AsSpan().SequenceEqual(issuer.SubjectName.RawData)
        && issuer.Extensions.OfType<X509KeyUsageExtension>().All(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign))
        && _signed.IsSignedBy(issuer);

    /// <summary>When the certificate was revoked; null when it is not on the list.</summary>
    public DateTimeOffset? RevokedAt(X509Certificate2 certificate) => RevokedAt(certificate.SerialNumberBytes.Span);

    /// <summary>The same by the certificate's serial number.</summary>
    internal DateTimeOffset? RevokedAt(ReadOnlySpan<byte> serial) =>
        _revoked.TryGetValue(Convert.ToHexString(serial), out var moment) ? moment : null;

    private static ReadOnlyMemory<byte> Der(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("-----"u8))
            return bytes;
        var text = Encoding.ASCII.GetString(bytes);
        return Convert.FromBase64String(text[PemEncoding.Find(text).Base64Data]);
    }

    private void Entries(AsnReader entries)
    {
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = Convert.ToHexString(entry.ReadIntegerBytes().Span);
            _revoked[serial] = Time(entry);
            if (entry.HasData)
                RefusePartial(entry.ReadSequence());
        }
    }

    // issuing distribution point, delta indicator, certificate issuer: all critical, all mean that the list does not speak for everyone
    private static void RefusePartial(AsnReader extensions) => CriticalExtensions.Refuse(extensions);

    private static bool IsTime(Asn1Tag tag) =>
        tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static DateTimeOffset Time(AsnReader reader) => reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime)
        ? reader.ReadUtcTime(2049)
        : reader.ReadGeneralizedTime();
}

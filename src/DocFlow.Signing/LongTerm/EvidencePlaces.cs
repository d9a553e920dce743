using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.LongTerm;

/// <summary>Where a certificate says that one can ask about it: http and https only, and at most five places of a kind.</summary>
internal static class EvidencePlaces
{
    private const int Most = 5;

    /// <summary>Its OCSP responders (RFC 5280 4.2.2.1).</summary>
    public static IReadOnlyList<Uri> Responders(X509Certificate2 certificate) => Access(certificate, one => one.EnumerateOcspUris());

    /// <summary>Where its issuer's certificate lies.</summary>
    public static IReadOnlyList<Uri> Issuers(X509Certificate2 certificate) => Access(certificate, one => one.EnumerateCAIssuersUris());

    /// <summary>Where its revocation lists lie (RFC 5280 4.2.1.13).</summary>
    public static IReadOnlyList<Uri> Lists(X509Certificate2 certificate)
    {
        try
        {
            return Usable(certificate.Extensions.Where(one => one.Oid?.Value == "2.5.29.31").SelectMany(one => Points(one.RawData)));
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    private static List<Uri> Access(
        X509Certificate2 certificate, Func<X509AuthorityInformationAccessExtension, IEnumerable<string>> kind)
    {
        try
        {
            return Usable(certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().SelectMany(kind));
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    // each point: [0] name: [0] full name: general names, of which [6] is an address
    private static List<string> Points(ReadOnlyMemory<byte> der)
    {
        var (zero, address) = (new Asn1Tag(TagClass.ContextSpecific, 0), new Asn1Tag(TagClass.ContextSpecific, 6));
        var found = new List<string>();
        for (var points = new AsnReader(der, AsnEncodingRules.DER).ReadSequence(); points.HasData;)
        {
            var point = points.ReadSequence();
            if (!point.HasData || !point.PeekTag().HasSameClassAndValue(zero))
                continue;
            var name = point.ReadSequence(zero);
            if (!name.PeekTag().HasSameClassAndValue(zero))
                continue;
            for (var names = name.ReadSequence(zero); names.HasData;)
                if (names.PeekTag().HasSameClassAndValue(address))
                    found.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, address));
                else
                    names.ReadEncodedValue();
        }

        return found;
    }

    private static List<Uri> Usable(IEnumerable<string> texts) => [.. texts
        .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null).OfType<Uri>()
        .Where(address => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        .Distinct().Take(Most)];
}

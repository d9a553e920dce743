using System.Formats.Asn1;
using System.Text;

namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>A CMS but for its certificates: no signature covers which come along beside the signer's (RFC 5652 5.1).</summary>
internal static class SignedParts
{
    public static byte[] Of(byte[] cms)
    {
        var data = new AsnReader(cms, AsnEncodingRules.DER).ReadSequence();
        var parts = new List<byte>(Encoding.ASCII.GetBytes(data.ReadObjectIdentifier()));
        for (var inside = data.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence(); inside.HasData;)
        {
            var part = inside.ReadEncodedValue().Span;
            parts.AddRange(part[0] == 0xA0 ? [] : part);
        }

        return [.. parts];
    }
}

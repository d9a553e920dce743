using System.Formats.Asn1;
using System.Numerics;

namespace DocFlow.Signing.Cms;

/// <summary>ECDSA values in the two forms the world has.</summary>
internal static class EcdsaValue
{
    /// <summary>From r and s side by side (IEEE P1363; what tokens and browsers give) to DER (RFC 3279 2.2.3).</summary>
    public static byte[] ToDer(ReadOnlySpan<byte> sideBySide)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(sideBySide[..(sideBySide.Length / 2)], isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(sideBySide[(sideBySide.Length / 2)..], isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }
}

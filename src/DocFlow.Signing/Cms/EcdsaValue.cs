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

    /// <summary>Whether it is in DER already: a sequence of two integers and nothing else.</summary>
    public static bool IsDer(ReadOnlyMemory<byte> value)
    {
        try
        {
            var outer = new AsnReader(value, AsnEncodingRules.DER);
            var inner = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            _ = (inner.ReadIntegerBytes(), inner.ReadIntegerBytes());
            return !inner.HasData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}

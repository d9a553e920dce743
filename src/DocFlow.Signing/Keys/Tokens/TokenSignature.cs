using System.Formats.Asn1;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Keys.Tokens;

/// <summary>One signature on a token: mechanism and form of what goes in and comes out (PKCS#11 v2.40, mechanisms 2.1 and 2.3).</summary>
internal static class TokenSignature
{
    private const nuint RsaPkcs1 = 0x1, RsaPss = 0xD, Ecdsa = 0x1041;
    private const int Longest = 4096;

    public static byte[] Rsa(
        Cryptoki functions, (nuint Session, nuint Key) at, byte[] digest, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        if (padding == RSASignaturePadding.Pkcs1)
            return Sign(functions, at, new Cryptoki.Mechanism { Type = RsaPkcs1 }, DigestInfo(digest, hash));
        // CKM_SHA256, CKG_MGF1_SHA256 and so on
        var (name, mask) = digest.Length switch { 32 => (0x250u, 2u), 48 => (0x260u, 3u), _ => (0x270u, 4u) };
        var parameters = new Cryptoki.PssParameters { Hash = name, Mask = mask, Salt = (nuint)digest.Length };
        var pin = GCHandle.Alloc(parameters, GCHandleType.Pinned);
        try
        {
            return Sign(functions, at, new Cryptoki.Mechanism
            {
                Type = RsaPss, Parameter = pin.AddrOfPinnedObject(), Length = (nuint)Marshal.SizeOf<Cryptoki.PssParameters>(),
            }, digest);
        }
        finally
        {
            pin.Free();
        }
    }

    /// <summary>ECDSA in DER; the token gives r and s side by side, and some take no digest longer than their curve.</summary>
    public static byte[] Curve(Cryptoki functions, (nuint Session, nuint Key) at, byte[] digest, int curveBits)
    {
        var fitting = digest[..Math.Min(digest.Length, (curveBits + 7) / 8)];
        return EcdsaValue.ToDer(Sign(functions, at, new Cryptoki.Mechanism { Type = Ecdsa }, fitting));
    }

    private static byte[] Sign(Cryptoki functions, (nuint Session, nuint Key) at, Cryptoki.Mechanism mechanism, byte[] data)
    {
        TokenAnswer.Demand(functions.SignInit(at.Session, ref mechanism, at.Key));
        var room = new byte[Longest];
        var length = (nuint)room.Length;
        TokenAnswer.Demand(functions.Sign(at.Session, data, (nuint)data.Length, room, ref length));
        return room[..(int)length];
    }

    // RFC 8017 9.2: PKCS#1 v1.5 signs the digest with its name
    private static byte[] DigestInfo(byte[] digest, HashAlgorithmName hash)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.DigestOf(hash));
                writer.WriteNull();
            }

            writer.WriteOctetString(digest);
        }

        return writer.Encode();
    }
}

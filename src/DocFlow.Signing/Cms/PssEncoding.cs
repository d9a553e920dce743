using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace DocFlow.Signing.Cms;

/// <summary>Verification of PSS with a salt of any length (RFC 8017 8.1.2, 9.1.2); .NET knows only the digest's length.</summary>
internal static class PssEncoding
{
    public static bool Verifies(RSA key, byte[] digest, byte[] signature, (HashAlgorithmName Hash, int Salt) form)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        var (modulus, exponent) = (Number(parameters.Modulus), Number(parameters.Exponent));
        var value = Number(signature);
        if (signature.Length != parameters.Modulus!.Length || value >= modulus)
            return false;

        var bits = (int)modulus.GetBitLength() - 1;
        var encoded = new byte[(bits + 7) / 8];
        var opened = BigInteger.ModPow(value, exponent, modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        if (opened.Length > encoded.Length)
            return false;
        opened.CopyTo(encoded.AsSpan(encoded.Length - opened.Length));
        return Fits(encoded, digest, form, 8 * encoded.Length - bits);
    }

    // RFC 8017 9.1.2, steps 3 to 14
    private static bool Fits(byte[] encoded, byte[] digest, (HashAlgorithmName Hash, int Salt) form, int unusedBits)
    {
        var masked = encoded.Length - digest.Length - 1;
        if (masked < form.Salt + 1 || encoded[^1] != 0xBC || encoded[0] >> (8 - unusedBits) != 0)
            return false;

        var (block, stated) = (encoded[..masked], encoded[masked..^1]);
        Unmask(block, stated, form.Hash);
        block[0] &= (byte)(0xFF >> unusedBits);
        var start = masked - form.Salt;
        if (block[start - 1] != 1 || block.AsSpan(0, start - 1).ContainsAnyExcept((byte)0))
            return false;
        return CryptographicOperations.HashData(form.Hash, [.. new byte[8], .. digest, .. block[start..]]).AsSpan().SequenceEqual(stated);
    }

    // MGF1: RFC 8017 B.2.1
    private static void Unmask(byte[] block, byte[] seed, HashAlgorithmName hash)
    {
        byte[] input = [.. seed, 0, 0, 0, 0];
        for (int at = 0, counter = 0; at < block.Length; counter++)
        {
            BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(seed.Length), counter);
            foreach (var one in CryptographicOperations.HashData(hash, input).AsSpan(0, Math.Min(seed.Length, block.Length - at)))
                block[at++] ^= one;
        }
    }

    private static BigInteger Number(byte[]? bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);
}

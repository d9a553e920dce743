using System.Security.Cryptography;

namespace DocFlow.Signing.Keys.Files;

/// <summary>What is derived from a PIN and a salt.</summary>
internal enum DerivedFor : byte
{
    Key = 1,
    Vector = 2,
    Mac = 3,
}

/// <summary>PKCS#12's own key derivation (RFC 7292 B.2), which only its old encryption and its MAC still use.</summary>
internal static class Pkcs12Derivation
{
    public static byte[] Derive(
        HashAlgorithmName hash, PinBytes pin, (byte[] Salt, int Rounds) from, (DerivedFor Purpose, int Length) wanted)
    {
        var block = hash == HashAlgorithmName.SHA384 || hash == HashAlgorithmName.SHA512 ? 128 : 64;
        var input = new byte[block + RoundUp(from.Salt.Length, block) + RoundUp(pin.Bmp.Length, block)];
        input.AsSpan(0, block).Fill((byte)wanted.Purpose);
        Repeat(from.Salt, input.AsSpan(block, RoundUp(from.Salt.Length, block)));
        Repeat(pin.Bmp, input.AsSpan(block + RoundUp(from.Salt.Length, block)));
        try
        {
            return Derive(hash, input, block, (pin.Spend(from.Rounds), wanted.Length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(input);
        }
    }

    private static byte[] Derive(HashAlgorithmName hash, byte[] input, int block, (int Rounds, int Length) wanted)
    {
        var derived = new byte[wanted.Length];
        for (var done = 0; ;)
        {
            var digest = CryptographicOperations.HashData(hash, input);
            for (var round = 1; round < wanted.Rounds; round++)
                CryptographicOperations.HashData(hash, digest, digest);
            var taken = Math.Min(digest.Length, derived.Length - done);
            digest.AsSpan(0, taken).CopyTo(derived.AsSpan(done));
            done += taken;
            if (done == derived.Length)
                return derived;
            for (var at = block; at < input.Length; at += block)
                Add(input.AsSpan(at, block), digest);
        }
    }

    // adds the repeated digest and one, as numbers of one block
    private static void Add(Span<byte> number, byte[] digest)
    {
        var carry = 1;
        for (var i = number.Length - 1; i >= 0; i--)
        {
            carry += number[i] + digest[i % digest.Length];
            number[i] = (byte)carry;
            carry >>= 8;
        }
    }

    private static void Repeat(ReadOnlySpan<byte> what, Span<byte> into)
    {
        for (var i = 0; i < into.Length; i++)
            into[i] = what[i % what.Length];
    }

    private static int RoundUp(int length, int block) => (length + block - 1) / block * block;
}

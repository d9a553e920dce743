using System.Security.Cryptography;

namespace DocFlow.Platform.Archive;

/// <summary>
/// What a table holds, whatever the order of its rows: their number, and the sum of their SHA-256 modulo 2^256. Engines sort differently;
/// two tables with the same rows have the same digest.
/// </summary>
internal sealed class RowsDigest
{
    private readonly byte[] _sum = new byte[32];

    /// <summary>Rows counted in.</summary>
    public long Rows { get; private set; }

    /// <summary>The sum in lower-case hex.</summary>
    public string Sum => Convert.ToHexStringLower(_sum);

    /// <summary>Counts a row in, as it is written.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(row, hash);
        var carry = 0;
        for (var place = 0; place < 32; place++)
        {
            carry += _sum[place] + hash[place];
            _sum[place] = (byte)carry;
            carry >>= 8;
        }

        Rows++;
    }
}

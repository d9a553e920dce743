namespace DocFlow.Host.Evidence;

/// <summary>The sum that archives keep of each entry (ISO 3309), eight bytes at a step.</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = Make();

    public const uint Start = uint.MaxValue;

    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = sum ^ (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24));
            sum = Tables[7][low & 255] ^ Tables[6][(low >> 8) & 255] ^ Tables[5][(low >> 16) & 255] ^ Tables[4][low >> 24]
                ^ Tables[3][bytes[4]] ^ Tables[2][bytes[5]] ^ Tables[1][bytes[6]] ^ Tables[0][bytes[7]];
        }

        foreach (var one in bytes)
            sum = Tables[0][(sum ^ one) & 255] ^ (sum >> 8);
        return sum;
    }

    public static uint End(uint sum) => ~sum;

    private static uint[][] Make()
    {
        var tables = Enumerable.Range(0, 8).Select(_ => new uint[256]).ToArray();
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            tables[0][i] = value;
        }

        for (var table = 1; table < 8; table++)
            for (var i = 0; i < 256; i++)
                tables[table][i] = tables[0][tables[table - 1][i] & 255] ^ (tables[table - 1][i] >> 8);
        return tables;
    }
}

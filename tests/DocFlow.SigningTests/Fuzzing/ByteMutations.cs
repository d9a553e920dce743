namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>Mutations that know nothing of what they mutate.</summary>
internal static class ByteMutations
{
    private static readonly byte[] Odd = [0, 1, 0x7F, 0x80, 0xFF, .. "()<>[]{}/% \n\r0189-+.R"u8];

    public static byte[] Mutate(byte[] bytes, Random random)
    {
        if (bytes.Length < 16)
            return [.. bytes, (byte)random.Next(256)];
        var (at, length) = (random.Next(bytes.Length), 1 + random.Next(random.Next(8) == 0 ? 2_000 : 16));
        var end = Math.Min(bytes.Length, at + length);
        return random.Next(8) switch
        {
            0 => Changed(bytes, one => one[at] ^= (byte)(1 << random.Next(8))),
            1 => Changed(bytes, one => one[at] = Odd[random.Next(Odd.Length)]),
            2 => Changed(bytes, one => random.NextBytes(one.AsSpan(at..end))),
            3 => [.. bytes[..at], .. bytes[end..]],
            4 => [.. bytes[..end], .. bytes[at..end], .. bytes[end..]],
            5 => bytes[..at],
            6 => Moved(bytes, (at, end), random.Next(bytes.Length)),
            _ => [.. bytes[..at], .. Enumerable.Repeat(Odd[random.Next(Odd.Length)], length), .. bytes[at..]],
        };
    }

    private static byte[] Changed(byte[] bytes, Action<byte[]> change)
    {
        var twin = (byte[])bytes.Clone();
        change(twin);
        return twin;
    }

    private static byte[] Moved(byte[] bytes, (int Start, int End) part, int to)
    {
        byte[] rest = [.. bytes[..part.Start], .. bytes[part.End..]];
        to = Math.Min(to, rest.Length);
        return [.. rest[..to], .. bytes[part.Start..part.End], .. rest[to..]];
    }
}

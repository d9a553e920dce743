namespace DocFlow.Signing.Pdf.Filters;

/// <summary>RunLengthDecode (ISO 32000-2, 7.4.5).</summary>
internal static class RunLength
{
    public static Stream Decode(Stream packed, long limit)
    {
        using var input = new BufferedStream(packed);
        using var output = new Output(limit);
        Span<byte> run = stackalloc byte[128];
        for (var length = input.ReadByte(); length is not (-1 or 128); length = input.ReadByte())
        {
            var part = run[..(length < 128 ? length + 1 : 257 - length)];
            if (length < 128)
                part = part[..input.ReadAtLeast(part, part.Length, throwOnEndOfStream: false)];
            else
                part.Fill((byte)Math.Max(0, input.ReadByte()));
            output.Add(part);
        }

        return output.Rewound();
    }
}

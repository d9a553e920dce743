using System.IO.Compression;

namespace DocFlow.Signing.Pdf.Filters;

/// <summary>FlateDecode both ways (RFC 1950).</summary>
internal static class Flate
{
    public static Stream Open(Stream packed) => new ZLibStream(packed, CompressionMode.Decompress);

    public static byte[] Pack(byte[] data)
    {
        using var memory = new MemoryStream(data.Length / 4 + 64);
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);
        return memory.ToArray();
    }

    /// <summary>.NET says so in two ways, and the type of the second (a stream that wants a preset dictionary) is not public.</summary>
    public static bool IsDamage(Exception exception) =>
        exception is InvalidDataException || exception is IOException { Source: "System.IO.Compression" };
}

using System.Buffers;

namespace DocFlow.Signing.Pdf.Writing;

/// <summary>The bytes that make a new version when they follow the old file.</summary>
/// <param name="Start">The length of the old file.</param>
/// <param name="Bytes">What follows it.</param>
/// <param name="Holes">Where in <paramref name="Bytes"/> the rooms kept free begin.</param>
public sealed record PdfAppendix(long Start, byte[] Bytes, IReadOnlyDictionary<string, int> Holes)
{
    /// <summary>Writes the old file and then this, piece by piece.</summary>
    public void WriteTo(PdfDocument old, Stream output)
    {
        Pieces(old, output.Write);
        output.Write(Bytes);
    }

    private const int Most = 128 << 10;

    internal delegate void Piece(ReadOnlySpan<byte> bytes);

    internal static void Pieces(PdfDocument old, Piece take)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Most);
        for (var position = 0L; position < old.Length;)
        {
            var read = old.ReadRaw(position, buffer.AsSpan(0, Most));
            if (read == 0)
                throw new EndOfStreamException("The file became shorter while it was copied.");
            take(buffer.AsSpan(0, read));
            position += read;
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}

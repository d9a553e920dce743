using System.Buffers;
using System.Security.Cryptography;

namespace DocFlow.Host.Evidence;

/// <summary>Writes an archive entry by entry, however large they are; the sum is put into its header afterwards.</summary>
internal sealed class ZipWriter(Stream file)
{
    private const int Piece = 64 * 1024;
    private readonly List<ZipEntry> _entries = [];

    /// <summary>Adds what the stream holds from here to its end; its SHA-256, lower-case hex.</summary>
    public async Task<string> Add(string name, Stream content, CancellationToken stop)
    {
        var entry = new ZipEntry(name, content.Length - content.Position, 0, file.Position);
        file.Write(PlainZip.Local(entry));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var buffer = MemoryPool<byte>.Shared.Rent(Piece);
        var (sum, left) = (Crc32.Start, entry.Length);
        while (left > 0)
        {
            var read = await content.ReadAsync(buffer.Memory[..(int)Math.Min(left, buffer.Memory.Length)], stop);
            if (read == 0)
                throw new EndOfStreamException($"{name} ended {left} bytes early.");
            var piece = buffer.Memory[..read];
            (sum, left) = (Crc32.Add(sum, piece.Span), left - read);
            hash.AppendData(piece.Span);
            file.Write(piece.Span);
        }

        Finish(entry with { Crc = Crc32.End(sum) });
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes the directory, which makes it an archive.</summary>
    public void Close()
    {
        var start = file.Position;
        foreach (var entry in _entries)
            file.Write(PlainZip.Central(entry));
        file.Write(PlainZip.End(_entries.Count, start, file.Position - start));
    }

    private void Finish(ZipEntry entry)
    {
        var end = file.Position;
        file.Position = entry.Offset;
        file.Write(PlainZip.Local(entry));
        file.Position = end;
        _entries.Add(entry);
    }
}

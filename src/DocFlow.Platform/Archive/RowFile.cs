using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DocFlow.Platform.Data;

namespace DocFlow.Platform.Archive;

/// <summary>A table's rows in a file: compressed JSON lines, written and read one by one.</summary>
internal static class RowFile
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly byte[] NewLine = [(byte)'\n'];

    /// <summary>Writes the rows of a table as this session sees them; what they are, whatever their order.</summary>
    public static async Task<RowsDigest> Write(Stream to, ReadSession session, Table table)
    {
        var digest = new RowsDigest();
        await using var packed = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        await ForEach(session, table, line =>
        {
            digest.Add(line);
            packed.Write(line);
            packed.Write(NewLine);
        });
        return digest;
    }

    /// <summary>What the rows of a table are, without keeping them.</summary>
    public static async Task<RowsDigest> Look(ReadSession session, Table table)
    {
        var digest = new RowsDigest();
        await ForEach(session, table, digest.Add);
        return digest;
    }

    /// <summary>Writes a line for each; how many.</summary>
    public static async Task<long> Write(Stream to, IAsyncEnumerable<string> lines)
    {
        var count = 0L;
        await using var packed = new StreamWriter(new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true), Encoding.ASCII);
        await foreach (var line in lines)
        {
            await packed.WriteAsync(line + '\n');
            count++;
        }

        return count;
    }

    /// <summary>The lines of a file.</summary>
    public static async IAsyncEnumerable<string> Lines(string file)
    {
        using var packed = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        while (await packed.ReadLineAsync() is { } line)
            yield return line;
    }

    private static async Task ForEach(ReadSession session, Table table, LineTaker take)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, Plain);
        var names = string.Join(", ", table.Columns.Select(column => column.Name));
        await using var rows = await session.Stream($"select {names} from {table.Name}");
        while (await rows.ReadAsync(session.Stop))
        {
            buffer.ResetWrittenCount();
            json.Reset();
            RowFormat.Write(json, rows, table);
            json.Flush();
            take(buffer.WrittenSpan);
        }
    }

    private delegate void LineTaker(ReadOnlySpan<byte> line);
}

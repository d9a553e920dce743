using System.IO.Compression;

namespace DocFlow.EdXml.Writing;

/// <summary>A zip with one deflated entry, as files travel in packets.</summary>
public static class AttachmentZip
{
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Writes it; the same file under the same name (a uuid with the file's extension) gives the same bytes.
    /// </summary>
    public static void Write(Stream source, Stream to, string entryName)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var entry = zip.CreateEntry(entryName, CompressionLevel.Fastest);
        (entry.LastWriteTime, entry.ExternalAttributes) = (Epoch, 0);
        using var inside = entry.Open();
        source.CopyTo(inside);
    }
}

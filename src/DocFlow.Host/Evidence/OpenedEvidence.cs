using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using DocFlow.Platform.Trail;

namespace DocFlow.Host.Evidence;

/// <summary>A file of evidence whose archive is whole: its entries are opened one at a time, the small ones read at once.</summary>
internal sealed class OpenedEvidence(ZipReader zip)
{
    private const int Piece = 64 * 1024;
    private const int MostText = 32 << 20;
    private readonly Dictionary<string, ZipEntry> _entries = zip.Entries.ToDictionary(entry => entry.Name);

    /// <summary>What it says of itself; null where that is no manifest.</summary>
    public EvidenceManifest? Manifest { get; private set; }

    /// <summary>Whether the key that the manifest names has signed it.</summary>
    public bool IsSigned { get; private set; }

    /// <summary>The names of the entries, in their order.</summary>
    public IEnumerable<string> Names => zip.Entries.Select(entry => entry.Name);

    /// <summary>Opens it.</summary>
    /// <exception cref="ZipRefused">It is not as it was written.</exception>
    public static OpenedEvidence Open(Stream file)
    {
        var opened = new OpenedEvidence(ZipReader.Open(file));
        var bytes = opened.Bytes(EvidenceManifest.File);
        var manifest = bytes is null ? null : Statement.Read<EvidenceManifest>(Encoding.UTF8.GetString(bytes));
        opened.Manifest = manifest is { DocFlowEvidence: 1 } ? manifest : null;
        opened.IsSigned = manifest is not null && opened.Bytes(EvidenceManifest.Signature) is { } signature
            && NodeKey.Signed(manifest.NodeKey, bytes!, Convert.ToBase64String(signature));
        return opened;
    }

    /// <summary>Whether there is such an entry.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>An entry's bytes as a stream.</summary>
    public Stream Read(string name) => zip.Read(_entries[name]);

    /// <summary>A small entry's bytes; null where it is not there, or too large for what it is.</summary>
    public byte[]? Bytes(string name)
    {
        if (!_entries.TryGetValue(name, out var entry) || entry.Length > MostText)
            return null;
        var bytes = new byte[entry.Length];
        zip.Read(entry).ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The same as text.</summary>
    public string? Text(string name) => Bytes(name) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>The SHA-256 of an entry as it is now; null where its sum in the archive is another.</summary>
    public string? HashOf(string name)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var buffer = MemoryPool<byte>.Shared.Rent(Piece);
        using var bytes = Read(name);
        var sum = Crc32.Start;
        for (int read; (read = bytes.Read(buffer.Memory.Span)) > 0;)
        {
            hash.AppendData(buffer.Memory.Span[..read]);
            sum = Crc32.Add(sum, buffer.Memory.Span[..read]);
        }

        return Crc32.End(sum) == _entries[name].Crc ? Convert.ToHexStringLower(hash.GetHashAndReset()) : null;
    }

    /// <summary>How long an entry is.</summary>
    public long LengthOf(string name) => _entries[name].Length;
}

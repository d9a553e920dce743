using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DocFlow.Platform.Messaging;
using Key = DocFlow.Platform.Trail.NodeKey;

namespace DocFlow.Platform.Archive;

/// <summary>A file of a backup.</summary>
/// <param name="Path">Its place in the backup's folder.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">Its hash.</param>
public sealed record Part(string Path, long Length, string Sha256);

/// <summary>A migration that the database had when the backup was taken.</summary>
public sealed record SchemaStep(int Number, string Sha256);

/// <summary>One table's rows.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">The order of the values in each row.</param>
/// <param name="Rows">How many.</param>
/// <param name="Sum">The sum of their hashes, whatever their order.</param>
/// <param name="File">Where they are.</param>
public sealed record TableRows(string Name, IReadOnlyList<string> Columns, long Rows, string Sum, Part File);

/// <summary>A file that the rows name and the backup does not have.</summary>
/// <param name="Sha256">Its hash.</param>
/// <param name="Why">destroyed (by an act, while the backup was taken), missing or damaged.</param>
public sealed record AbsentFile(string Sha256, string Why);

/// <summary>The latest root of the trail at that moment.</summary>
public sealed record TrailHead(int Number, string Hash);

/// <summary>
/// What a backup says of itself, signed with the installation's node key: <c>manifest.json</c> and, over its bytes, <c>manifest.sig</c>.
/// </summary>
public sealed record Manifest
{
    /// <summary>Its name.</summary>
    public const string File = "manifest.json";

    private const string SignatureFile = "manifest.sig";
    private static readonly JsonSerializerOptions Json = new(MessageJson.Options) { WriteIndented = true };

    /// <summary>The version of this format.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The version of the program that took it.</summary>
    public required string DocFlow { get; init; }

    /// <summary>The engine it was taken from; it can be restored into any.</summary>
    public required string Engine { get; init; }

    /// <summary>The moment everything in it is from.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The migrations that had run.</summary>
    public required IReadOnlyList<SchemaStep> Schema { get; init; }

    /// <summary>The tables, each behind those it refers to.</summary>
    public required IReadOnlyList<TableRows> Tables { get; init; }

    /// <summary>The list of files in the content store: a hash a line.</summary>
    public required Part Files { get; init; }

    /// <summary>How many files that list names.</summary>
    public required long FileCount { get; init; }

    /// <summary>Those of them that are not in the backup.</summary>
    public required IReadOnlyList<AbsentFile> Absent { get; init; }

    /// <summary>The key folder, locked with a passphrase; null when it was left out.</summary>
    public required Part? Keys { get; init; }

    /// <summary>The trail's latest root; null before the first.</summary>
    public required TrailHead? Trail { get; init; }

    /// <summary>The public half of the key that signed this, and the roots of the trail.</summary>
    public required string NodeKey { get; init; }

    /// <summary>That key's fingerprint: the SHA-256 of its SubjectPublicKeyInfo.</summary>
    [JsonIgnore]
    public string SignedBy => Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(NodeKey)));

    /// <summary>Writes and signs it, which makes a folder a backup.</summary>
    internal async Task Write(string folder, Key key)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, Json);
        var signature = Encoding.ASCII.GetBytes(key.Sign(bytes));
        await PrivateFile.Write(Path.Combine(folder, SignatureFile), file => file.WriteAsync(signature).AsTask());
        await PrivateFile.Write(Path.Combine(folder, File), file => file.WriteAsync(bytes).AsTask());
    }

    /// <summary>Reads it and checks its signature.</summary>
    /// <exception cref="ArchiveException">It is not there, was changed, or is of a later format.</exception>
    internal static async Task<Manifest> Read(string folder, CancellationToken stop)
    {
        var (file, signature) = (Path.Combine(folder, File), Path.Combine(folder, SignatureFile));
        if (!System.IO.File.Exists(file) || !System.IO.File.Exists(signature))
            throw ArchiveSentences.Damaged(folder, File);

        var bytes = await System.IO.File.ReadAllBytesAsync(file, stop);
        var signed = await System.IO.File.ReadAllTextAsync(signature, stop);
        var manifest = Parse(bytes);
        if (manifest is null || !Key.Signed(manifest.NodeKey, bytes, signed.Trim()))
            throw ArchiveSentences.Damaged(folder, File);
        return manifest.Format == 1 ? manifest : throw ArchiveSentences.Newer(manifest.DocFlow);
    }

    private static Manifest? Parse(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(bytes, Json);
        }
        catch (JsonException)
        {
            return null; // changed so that it is no manifest any more
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Evidence;

/// <summary>What the document security store keeps for one signature (EN 319 142-1 5.4.2.3); everything in DER.</summary>
/// <param name="Certificates">The certificates used to validate it.</param>
/// <param name="OcspAnswers">The OCSP answers.</param>
/// <param name="RevocationLists">The revocation lists.</param>
public sealed record SecurityStoreEntry(
    IReadOnlyList<byte[]> Certificates, IReadOnlyList<byte[]> OcspAnswers, IReadOnlyList<byte[]> RevocationLists);

/// <summary>The document security store: what a reader needs to judge the signatures long after (ISO 32000-2 12.8.4.3).</summary>
public sealed class SecurityStore
{
    /// <summary>Documents with more than this many pieces of evidence are not read.</summary>
    public const int MostItems = 5_000;

    /// <summary>No certificate, answer or list is larger.</summary>
    public const int MostBytes = 32 << 20;

    /// <summary>Programs that add to the file take the numbers that follow the last one, or unused ones below it.</summary>
    private const int FarAbove = 10_000;

    private const int MostBytesTogether = 128 << 20;

    private readonly PdfDocument _document;
    private readonly Dictionary<PdfReference, byte[]> _known = [];
    private int _bytes;

    private SecurityStore(PdfDocument document)
    {
        _document = document;
        var store = document.Dictionary(document.Catalog["DSS"]);
        IsThere = store is not null;
        (Certificates, OcspAnswers, RevocationLists) = (List(store?["Certs"]), List(store?["OCSPs"]), List(store?["CRLs"]));
        var entries = new Dictionary<string, SecurityStoreEntry>();
        foreach (var (key, value) in document.Dictionary(store?["VRI"]) ?? PdfDictionary.Empty)
            if (document.Dictionary(value) is { } entry && key != "Type")
                entries[key] = new SecurityStoreEntry(List(entry["Cert"]), List(entry["OCSP"]), List(entry["CRL"]));
        Vri = entries;
    }

    /// <summary>Whether the document has one at all.</summary>
    public bool IsThere { get; }

    /// <summary>Certificates in DER.</summary>
    public IReadOnlyList<byte[]> Certificates { get; }

    /// <summary>OCSP answers in DER (OCSPResponse).</summary>
    public IReadOnlyList<byte[]> OcspAnswers { get; }

    /// <summary>Revocation lists in DER.</summary>
    public IReadOnlyList<byte[]> RevocationLists { get; }

    /// <summary>The same, signature by signature, under <see cref="KeyOf"/>.</summary>
    public IReadOnlyDictionary<string, SecurityStoreEntry> Vri { get; }

    /// <summary>Each piece where it lies.</summary>
    internal IReadOnlyDictionary<PdfReference, byte[]> Items => _known;

    /// <summary>Reads the store of this version; empty when there is none. Throws <see cref="PdfUnreadable"/>.</summary>
    public static SecurityStore Read(PdfDocument document) => new(document);

    /// <summary>
    /// The key of a signature in <see cref="Vri"/>: the SHA-1 of its /Contents as the string stands there, filling zeros included, in
    /// upper-case hexadecimal.
    /// </summary>
    [SuppressMessage("Security", "CA5350", Justification = "EN 319 142-1 5.4.2.3 wants SHA-1 as a name; nothing is trusted because of it.")]
    public static string KeyOf(ReadOnlySpan<byte> contents) => Convert.ToHexString(SHA1.HashData(contents));

    /// <summary>
    /// The catalog with a place for a store, if it has none: a reference to an object that does not exist yet, which counts as absent
    /// (ISO 32000-2 7.3.10). Evidence can then be added without changing the catalog after it was signed, which MuPDF takes for tampering.
    /// </summary>
    internal static PdfDictionary Reserved(PdfDictionary catalog, PdfObjectSet objects) =>
        catalog["DSS"] is not null ? catalog : catalog.With("DSS", new PdfReference(objects.Next + FarAbove, 0));

    private List<byte[]> List(PdfObject? list)
    {
        var found = new List<byte[]>();
        foreach (var item in _document.Array(list) ?? PdfArray.Of(System.Array.Empty<PdfObject>()))
            if (Item(item) is { } bytes)
                found.Add(bytes);
        return found;
    }

    private byte[]? Item(PdfObject item)
    {
        if (item is not PdfReference reference || _document.Resolve(item) is not PdfStream stream)
            return null;
        if (_known.TryGetValue(reference, out var bytes))
            return bytes;
        bytes = _document.Decode(stream, MostBytes);
        _bytes += bytes.Length;
        return _known.Count < MostItems && _bytes <= MostBytesTogether
            ? _known[reference] = bytes
            : throw PdfUnreadable.TooMuch("The document's security store is larger than any document needs.");
    }
}

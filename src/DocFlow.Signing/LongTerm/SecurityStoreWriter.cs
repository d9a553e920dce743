using System.Security.Cryptography;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.LongTerm;

/// <summary>
/// Adds evidence to the document security store and to each signature's part of it (EN 319 142-1 5.4.2). What is there stays; what is there
/// already is not written twice.
/// </summary>
internal sealed class SecurityStoreWriter
{
    private readonly PdfUpdate _update;
    private readonly Dictionary<string, PdfReference> _written;

    private SecurityStoreWriter(PdfDocument document)
    {
        _update = new PdfUpdate(document);
        _written = SecurityStore.Read(document).Items.GroupBy(item => Name(item.Value)).ToDictionary(
            same => same.Key, same => same.First().Key);
    }

    /// <summary>The update that adds these entries, by <see cref="SecurityStore.KeyOf"/>.</summary>
    public static byte[] Update(PdfDocument document, IReadOnlyDictionary<string, SecurityStoreEntry> entries)
    {
        var writer = new SecurityStoreWriter(document);
        writer.Write(entries);
        return writer._update.Finish().Bytes;
    }

    private void Write(IReadOnlyDictionary<string, SecurityStoreEntry> entries)
    {
        var document = _update.Document;
        var store = document.Dictionary(document.Catalog["DSS"]) ?? PdfDictionary.Empty.With("Type", new PdfName("DSS"));
        var vri = document.Dictionary(store["VRI"]) ?? PdfDictionary.Empty.With("Type", new PdfName("VRI"));
        foreach (var (key, entry) in entries)
        {
            store = Grown(store, ("Certs", entry.Certificates), ("OCSPs", entry.OcspAnswers), ("CRLs", entry.RevocationLists));
            var own = document.Dictionary(vri[key]) ?? PdfDictionary.Empty.With("Type", new PdfName("VRI"));
            own = Grown(own, ("Cert", entry.Certificates), ("OCSP", entry.OcspAnswers), ("CRL", entry.RevocationLists));
            vri = vri.With(key, _update.Objects.Add(own));
        }

        store = store.With("VRI", _update.Objects.Add(vri));
        if (document.Catalog["DSS"] is PdfReference there)
            Set(there, store);
        else
            Set((PdfReference)document.Trailer["Root"]!, document.Catalog.With("DSS", _update.Objects.Add(store)));
    }

    private PdfDictionary Grown(PdfDictionary dictionary, params (string Key, IReadOnlyList<byte[]> Items)[] kinds)
    {
        foreach (var (key, items) in kinds)
        {
            var before = _update.Document.Array(dictionary[key])?.Items ?? [];
            var added = items.Select(PdfObject (item) => Stream(item)).Except(before).ToList();
            if (added.Count > 0)
                dictionary = dictionary.With(key, new PdfArray([.. before, .. added]));
        }

        return dictionary;
    }

    private PdfReference Stream(byte[] der)
    {
        var name = Name(der);
        return _written.TryGetValue(name, out var known) ? known : _written[name] = _update.Objects.AddStream(PdfDictionary.Empty, der);
    }

    private void Set(PdfReference reference, PdfObject value) => _update.Objects.Set(reference, value);

    private static string Name(byte[] der) => Convert.ToHexString(SHA256.HashData(der));
}

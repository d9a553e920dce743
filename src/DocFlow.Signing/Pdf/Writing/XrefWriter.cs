using System.Buffers.Binary;
using System.Security.Cryptography;
using DocFlow.Signing.Pdf.Filters;

namespace DocFlow.Signing.Pdf.Writing;

/// <summary>Ends an update: cross-reference table or stream, trailer, startxref.</summary>
internal sealed class XrefWriter(PdfDocument document, PdfSerializer writer, int next)
{
    private long Here => document.Length + writer.Position;

    public void Write(SortedDictionary<int, (long Offset, int Generation)> offsets)
    {
        var start = Here;
        if (document.Revisions[^1].IsStream)
            AsStream(offsets);
        else
            AsTable(offsets);
        writer.Raw($"startxref\n{start - document.OffsetBase}\n%%EOF\n");
    }

    private void AsTable(SortedDictionary<int, (long Offset, int Generation)> offsets)
    {
        writer.Raw("xref\n");
        foreach (var run in Runs(offsets.Keys))
        {
            writer.Raw($"{run.First} {run.Count}\n");
            foreach (var number in Enumerable.Range(run.First, run.Count))
                writer.Raw($"{offsets[number].Offset - document.OffsetBase:D10} {offsets[number].Generation:D5} n \n");
        }

        writer.Raw("trailer\n").Write(Trailer(next)).Raw("\n");
    }

    private void AsStream(SortedDictionary<int, (long Offset, int Generation)> offsets)
    {
        offsets[next] = (Here, 0);
        var rows = new byte[offsets.Count * 11];
        var row = rows.AsSpan();
        foreach (var (offset, generation) in offsets.Values)
        {
            row[0] = 1;
            BinaryPrimitives.WriteInt64BigEndian(row[1..], offset - document.OffsetBase);
            BinaryPrimitives.WriteUInt16BigEndian(row[9..], (ushort)generation);
            row = row[11..];
        }

        var index = Runs(offsets.Keys).SelectMany(r => new[] { r.First, r.Count }).Select(PdfObject (n) => new PdfInteger(n));
        var data = Flate.Pack(rows);
        var dictionary = Trailer(next + 1)
            .With("Type", new PdfName("XRef"))
            .With("W", PdfArray.Of(new PdfInteger(1), new PdfInteger(8), new PdfInteger(2)))
            .With("Index", new PdfArray([.. index]))
            .With("Filter", new PdfName("FlateDecode"))
            .With("Length", new PdfInteger(data.Length));
        writer.Indirect(new PdfReference(next, 0), new PdfNewStream(dictionary, data));
    }

    private PdfDictionary Trailer(int size)
    {
        var trailer = document.Trailer.Without("Prev", "XRefStm", "Size", "ID")
            .With("Size", new PdfInteger(size))
            .With("Prev", new PdfInteger(document.Revisions[^1].XrefOffset - document.OffsetBase));
        var id = document.Array(document.Trailer["ID"]);
        var mark = new PdfString(RandomNumberGenerator.GetBytes(16));
        return trailer.With("ID", PdfArray.Of(id is { Count: 2 } ? document.Resolve(id[0]) : mark, mark));
    }

    private static List<(int First, int Count)> Runs(IEnumerable<int> numbers)
    {
        var runs = new List<(int First, int Count)>();
        foreach (var number in numbers)
        {
            if (runs.Count > 0 && runs[^1].First + runs[^1].Count == number)
                runs[^1] = (runs[^1].First, runs[^1].Count + 1);
            else
                runs.Add((number, 1));
        }

        return runs;
    }
}

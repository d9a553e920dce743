using System.Buffers.Binary;
using System.Security.Cryptography;
using DocFlow.Signing.Pdf.Filters;

namespace DocFlow.Signing.Pdf.Writing;

/// <summary>Ends an update: cross-reference table or stream, trailer, startxref.</summary>
internal sealed class XrefWriter(PdfDocument document, PdfSerializer writer, int next)
{
    private long Here => document.Length + writer.Position;

    public void Write(SortedDictionary<int, PdfLocation> places)
    {
        var start = Here;
        if (document.Revisions[^1].IsStream)
            AsStream(places);
        else
            AsTable(places);
        writer.Raw($"startxref\n{start - document.OffsetBase}\n%%EOF\n");
    }

    private void AsTable(SortedDictionary<int, PdfLocation> places)
    {
        writer.Raw("xref\n");
        foreach (var run in Runs(places.Keys))
        {
            writer.Raw($"{run.First} {run.Count}\n");
            foreach (var place in Enumerable.Range(run.First, run.Count).Select(number => places[number]))
                writer.Raw(place.Place == PdfPlace.Free
                    ? "0000000000 65535 f \n"
                    : $"{place.Offset - document.OffsetBase:D10} {place.Generation:D5} n \n");
        }

        writer.Raw("trailer\n").Write(Trailer(next)).Raw("\n");
    }

    private void AsStream(SortedDictionary<int, PdfLocation> places)
    {
        places[next] = new PdfLocation(PdfPlace.AtOffset, Here, 0);
        var rows = new byte[places.Count * 11];
        var row = rows.AsSpan();
        foreach (var (place, offset, detail) in places.Values)
        {
            row[0] = (byte)place;
            BinaryPrimitives.WriteInt64BigEndian(row[1..], place == PdfPlace.AtOffset ? offset - document.OffsetBase : offset);
            BinaryPrimitives.WriteUInt16BigEndian(row[9..], (ushort)detail);
            row = row[11..];
        }

        var index = Runs(places.Keys).SelectMany(r => new[] { r.First, r.Count }).Select(PdfObject (n) => new PdfInteger(n));
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
            .With("Size", new PdfInteger(size));
        if (document.Repairs.Count == 0)
            trailer = trailer.With("Prev", new PdfInteger(document.Revisions[^1].XrefOffset - document.OffsetBase));
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

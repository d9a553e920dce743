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
        writer.Raw("startxref\n"u8).Number(start - document.OffsetBase).Raw("\n%%EOF\n"u8);
    }

    private void AsTable(SortedDictionary<int, PdfLocation> places)
    {
        writer.Raw("xref\n"u8);
        foreach (var run in Runs(places.Keys))
        {
            writer.Number(run.First).Raw(" "u8).Number(run.Count).Raw("\n"u8);
            for (var number = run.First; number < run.First + run.Count; number++)
                Row(places[number]);
        }

        writer.Raw("trailer\n"u8).Write(Trailer(next)).Raw("\n"u8);
    }

    private void Row(PdfLocation place)
    {
        if (place.Place == PdfPlace.Free)
            writer.Raw("0000000000 65535 f \n"u8);
        else
            writer.Number(place.Offset - document.OffsetBase, 10).Raw(" "u8).Number(place.Generation, 5).Raw(" n \n"u8);
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

using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Inspection;

/// <summary>Visits every object that the trailer leads to, each once, and notes what a letter has no need of.</summary>
internal sealed class ObjectWalk(PdfDocument document, int most)
{
    private readonly HashSet<int> _seen = [];
    private readonly Stack<(PdfObject Value, string Where)> _ahead = new();
    private readonly Dictionary<(ConcernKind, string), Concern> _found = [];

    public IReadOnlyList<Concern> Concerns()
    {
        if (document.IsEncrypted)
            Note(ConcernKind.Encrypted, "trailer");
        foreach (var repair in document.Repairs.Take(1))
            Note(ConcernKind.Damaged, repair.Reason);
        _ahead.Push((document.Trailer, "trailer"));
        for (var visited = 0; _ahead.TryPop(out var next); visited++)
        {
            if (visited > most)
                throw new PdfUnreadable(PdfFault.TooMuch, $"The PDF holds more than {most} values.");
            Visit(next.Value, next.Where);
        }

        return [.. _found.Values.OrderBy(concern => concern.Kind).ThenBy(concern => concern.Where, StringComparer.Ordinal)];
    }

    private void Visit(PdfObject value, string where)
    {
        switch (value)
        {
            case PdfReference reference when _seen.Add(reference.Number):
                _ahead.Push((document.Resolve(reference), $"object {reference.Number}"));
                break;
            case PdfArray array:
                foreach (var item in array)
                    _ahead.Push((item, where));
                break;
            case PdfStream stream:
                Dictionary(stream.Dictionary, where);
                break;
            case PdfDictionary dictionary:
                Dictionary(dictionary, where);
                break;
        }
    }

    private void Dictionary(PdfDictionary dictionary, string where)
    {
        foreach (var kind in ActiveContent.In(document, dictionary))
            Note(kind, where);
        foreach (var (_, entry) in dictionary)
            _ahead.Push((entry, where));
    }

    private void Note(ConcernKind kind, string where) =>
        _found.TryAdd((kind, where), new Concern(kind, where, InspectionSentences.Of(kind)));
}

using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>The references met on a walk through objects, each number once.</summary>
internal sealed class Ahead
{
    private readonly HashSet<int> _seen = [];
    private readonly Stack<PdfReference> _ahead = new();

    /// <summary>The next reference to follow; null at the end.</summary>
    public PdfReference? Next() => _ahead.TryPop(out var next) ? next : null;

    /// <summary>Takes in every reference in a value.</summary>
    public void Add(PdfObject value)
    {
        switch (value)
        {
            case PdfReference reference when _seen.Add(reference.Number):
                _ahead.Push(reference);
                break;
            case PdfArray array:
                for (var i = 0; i < array.Count; i++)
                    Add(array[i]);
                break;
            case PdfStream stream:
                Add(stream.Dictionary);
                break;
            case PdfDictionary dictionary:
                foreach (var entry in dictionary.Entries)
                    Add(entry.Value);
                break;
        }
    }
}

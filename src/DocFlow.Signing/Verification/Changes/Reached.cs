using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>The objects that a version's trailer leads to. A new object outside them is litter, not a change of the document.</summary>
internal static class Reached
{
    public static HashSet<int> From(PdfDocument document)
    {
        var reached = new HashSet<int>();
        var ahead = new Stack<PdfObject>([document.Trailer]);
        while (ahead.TryPop(out var value))
        {
            switch (value)
            {
                case PdfReference reference when reached.Add(reference.Number):
                    ahead.Push(document.Resolve(reference));
                    break;
                case PdfArray array:
                    foreach (var item in array)
                        ahead.Push(item);
                    break;
                case PdfStream stream:
                    ahead.Push(stream.Dictionary);
                    break;
                case PdfDictionary dictionary:
                    foreach (var (_, entry) in dictionary)
                        ahead.Push(entry);
                    break;
            }
        }

        return reached;
    }
}

using DocFlow.Signing.Inspection.Text;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;

namespace DocFlow.Signing.Inspection;

/// <summary>Looks into an incoming file before anyone relies on it: walks the decoded object graph, never searches bytes.</summary>
public static class PdfInspector
{
    /// <summary>The report on a file; the stream must be seekable and stays open. Whatever the bytes are, there is an answer.</summary>
    public static InspectionReport Inspect(Stream pdf, InspectionLimits limits)
    {
        if (pdf.Length > limits.Bytes)
            return TooLarge(pdf.Length, 0, InspectionSentences.TooManyBytes(limits.Bytes));

        try
        {
            return PdfDocument.Read(pdf, document => Inspect(document, limits));
        }
        catch (PdfUnreadable fault)
        {
            var (state, reason) = InspectionSentences.Of(fault);
            return new InspectionReport { State = state, Bytes = pdf.Length, Reason = reason };
        }
    }

    private static InspectionReport Inspect(PdfDocument document, InspectionLimits limits)
    {
        var pages = document.Pages;
        if (pages.Count > limits.Pages)
            return TooLarge(document.Length, pages.Count, InspectionSentences.TooManyPages(limits.Pages));

        var lines = document.IsEncrypted || pages.Count == 0 ? [] : PageText.Lines(document, pages[0], limits.ContentBytes);
        return new InspectionReport
        {
            State = FileState.Readable,
            Bytes = document.Length,
            PageCount = pages.Count,
            Concerns = new ObjectWalk(document, limits.Values).Concerns(),
            SignedFields = [.. FormTree.Nodes(document)
                .Where(node => node.Type == "Sig" && node.Dictionary["V"] is not null)
                .Select(node => node.Name)],
            FirstPage = lines,
            Secrecy = SecrecyMarks.On(lines),
        };
    }

    private static InspectionReport TooLarge(long bytes, int pages, Sentence reason) =>
        new() { State = FileState.TooLarge, Bytes = bytes, PageCount = pages, Reason = reason };
}

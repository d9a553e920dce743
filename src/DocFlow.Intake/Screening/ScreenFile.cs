using DocFlow.Platform;
using DocFlow.Signing.Pdf;

namespace DocFlow.Intake.Screening;

/// <summary>Looks at a received file before it is let in: refused at once, held for a clerk's decision, or free to be registered.</summary>
public sealed class ScreenFile(IntakeOptions options)
{
    public Task<Outcome<ScreeningReport>> Screen(Stream received)
    {
        var pdf = PdfDocument.Open(received);
        if (pdf.Pages.Count > options.PageLimit)
            throw new InvalidOperationException();
        return Task.FromResult<Outcome<ScreeningReport>>(new ScreeningReport { Pages = pdf.Pages.Count });
    }
}

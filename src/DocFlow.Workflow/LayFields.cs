using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Storage;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf.Writing;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>
/// Lays the fields of exactly this route into a draft of ours when it enters a case, so that everyone from the first reviewer on sees the
/// very bytes that are signed. No field may be added after the first signature; a return with a new file lays them anew.
/// </summary>
public static class LayFields
{
    /// <summary>A new file version with the fields; refused for a file that cannot be signed by us, such as one already signed.</summary>
    public static async Task<Outcome<StoredFile>> Handle(
        Stream draft, Route route, DraftPrint print, ContentStore content, CancellationToken stop)
    {
        using var laid = NextVersion.Of(draft);
        var outcome = FieldLayer.Lay(draft, RequestFor(route, print), laid);
        if (outcome.Refusal is { } refusal)
            return Refusal.Invalid(refusal.Code, refusal.Vi, refusal.En);

        laid.Position = 0;
        return await content.Put(file => laid.CopyToAsync(file, stop), stop);
    }

    private static LayoutRequest RequestFor(Route route, DraftPrint print) => new(
        FieldsOf(route, StepKind.Initial), FieldsOf(route, StepKind.Sign),
        print == DraftPrint.Blanks ? PrintedMarks.Blanks : PrintedMarks.Nothing);

    private static List<string> FieldsOf(Route route, StepKind kind) =>
        [.. route.Steps.Where(step => step.Kind == kind && step.Field is not null).Select(step => step.Field!.Name)];
}

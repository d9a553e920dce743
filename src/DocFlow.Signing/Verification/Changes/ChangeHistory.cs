using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>What happened after one signature, with the complaints if it may not have.</summary>
internal sealed record ChangesAfter(ChangeState State, IReadOnlyList<Sentence> Complaints);

/// <summary>Goes from signature to signature, and from the last to the end of the file.</summary>
internal sealed class ChangeHistory(PdfDocument document, PdfSource source)
{
    /// <summary>For each signature (in the order of coverage) what came after it; and what came after the last of them.</summary>
    public (List<ChangesAfter> After, List<Finding> Later) Of(List<SignatureCheck> checks)
    {
        var steps = Steps(checks.FindAll(check => check.Integrity.Coverage is not null));
        var states = checks.Select((check, i) => check.Integrity.Coverage is null
            ? new ChangesAfter(ChangeState.Forbidden, [])
            : Sum(steps.Skip(i).ToList())).ToList();
        return (states, steps.Count > 0 ? Later(steps[^1]) : []);
    }

    // one entry a signature: the complaints about what lies between it and the next, null when nothing does
    private List<List<Sentence>?> Steps(List<SignatureCheck> covered)
    {
        var steps = new List<List<Sentence>?>();
        var permission = Permission.Unsigned;
        for (var i = 0; i < covered.Count; i++)
        {
            var (from, to) = (covered[i].End, i + 1 < covered.Count ? covered[i + 1].End : document.Length);
            permission = permission.After(document, covered[i].Field);
            steps.Add(from == document.Length ? null : Step(from, to, permission));
        }

        return steps;
    }

    private List<Sentence> Step(long from, long to, Permission permission)
    {
        try
        {
            return from == to
                ? [new Sentence("Hai chữ ký cùng nhận bao phủ một phần.", "Two signatures claim the same coverage.")]
                : ChangeAnalysis.Complaints(document.Prefix(from), document.Prefix(to), source, permission);
        }
        catch (PdfUnreadable fault)
        {
            return [new Sentence("Không đọc được bản đã ký hoặc phần thêm sau đó.",
                $"A signed version or what follows it cannot be read: {fault.Message}")];
        }
    }

    private static ChangesAfter Sum(List<List<Sentence>?> steps)
    {
        var complaints = steps.OfType<List<Sentence>>().SelectMany(one => one).ToList();
        var state = complaints.Count > 0 ? ChangeState.Forbidden
            : steps.Exists(one => one is not null) ? ChangeState.Allowed
            : ChangeState.None;
        return new ChangesAfter(state, complaints);
    }

    private static List<Finding> Later(List<Sentence>? afterLast) => afterLast switch
    {
        null => [],
        [] => [Finding.Note("file.later-revision", "Sau chữ ký cuối cùng có thay đổi được phép mà không ai ký.",
            "After the last signature there is an allowed change that nobody signed.")],
        [var first, ..] => [Finding.Failed("file.changed", $"Sau chữ ký cuối cùng tệp bị thêm dữ liệu: {first.Vietnamese}",
            $"The file was added to after the last signature: {first.English}")],
    };
}

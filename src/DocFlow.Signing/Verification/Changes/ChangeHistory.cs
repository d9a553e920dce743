using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// Goes through the saved versions from the first signature to the end of the file, each judged by the signatures before it.
/// </summary>
internal sealed class ChangeHistory(PdfDocument document, PdfSource source)
{
    private readonly List<RevisionReport> _revisions = [];
    private readonly List<List<Sentence>> _complaints = [];
    private readonly List<Finding> _doubts = [];
    private LooseEnds? _loose;
    private PdfDocument? _version;
    private PdfDocument? _earlier;

    /// <summary>The history of a file with these signatures, which stand in the order of their coverage.</summary>
    public History Of(List<SignatureCheck> checks)
    {
        var covered = checks.FindAll(check => check.Integrity.Coverage is not null);
        var permission = Permission.Unsigned;
        for (var i = 0; i < covered.Count; i++)
        {
            permission = permission.After(document, covered[i].Field);
            _complaints.Add([.. Follow(covered[i], covered.ElementAtOrDefault(i + 1), permission)]);
        }

        var later = covered.Count > 0 ? Later(covered[^1].End) : [];
        return new History([.. checks.Select(After)], _revisions, [.. later, .. _doubts.DistinctBy(doubt => doubt.Text)]);
    }

    // all complaints about what lies between a signature and the next, or the end of the file
    private List<Sentence> Follow(SignatureCheck signature, SignatureCheck? next, Permission permission)
    {
        var (from, to) = (signature.End, next?.End ?? document.Length);
        if (from == to)
            return next is null ? [] : [new Sentence("Hai chữ ký cùng nhận bao phủ một phần.", "Two signatures claim the same coverage.")];

        var complaints = new List<Sentence>(Uncovered(signature));
        foreach (var (index, end) in Versions(from, to))
        {
            var account = Judge(from, end, permission);
            complaints.AddRange(account.Complaints);
            _doubts.AddRange(account.Doubts);
            _revisions.Add(new RevisionReport(
                index, from, end, end == to ? next?.Field.Name : null, account.Changes, account.Complaints));
            from = end;
        }

        return complaints;
    }

    // what is appended without a cross-reference of its own is a version too
    private List<(int Index, long End)> Versions(long from, long to)
    {
        var ends = document.Revisions.Select((one, i) => (Index: i, one.XrefOffset, one.End))
            .Where(one => one.XrefOffset >= from && one.XrefOffset < to)
            .Select(one => (one.Index, End: Math.Min(one.End, to)))
            .ToList();
        if (ends.Count == 0)
            return [(document.Revisions.Count, to)];
        ends[^1] = (ends[^1].Index, to);
        return ends;
    }

    private Account Judge(long from, long to, Permission permission)
    {
        try
        {
            var before = Version(from);
            _loose ??= new LooseEnds(before);
            return ChangeAnalysis.Of(before, Version(to), source, (permission, _loose));
        }
        catch (PdfUnreadable fault)
        {
            var account = new Account();
            account.Complain("Không đọc được bản đã ký hoặc phần thêm sau đó.",
                $"A signed version or what follows it cannot be read: {fault.Message}");
            return account;
        }
    }

    // a signature whose own version reaches beyond its coverage would let others finish that version
    private List<Sentence> Uncovered(SignatureCheck signature)
    {
        try
        {
            var isCovered = FormTree.Nodes(Version(signature.End)).Any(node => node.Name == signature.Field.Name
                && node.Dictionary["V"] is PdfReference value && value.Equals(signature.Field.Reference));
            return isCovered ? [] : [new Sentence("Chữ ký không bao phủ hết phiên bản của chính nó.",
                "The signature does not cover the whole of its own version.")];
        }
        catch (PdfUnreadable)
        {
            return []; // said where that version is judged
        }
    }

    private PdfDocument Version(long end)
    {
        if (_version?.Length != end)
            (_earlier, _version) = (_version, _earlier?.Length == end ? _earlier : document.Prefix(end));
        return _version!;
    }

    private ChangesAfter After(SignatureCheck check, int index)
    {
        if (check.Integrity.Coverage is null)
            return new ChangesAfter(ChangeState.Forbidden, []);
        var complaints = _complaints.Skip(index).SelectMany(one => one).ToList();
        var state = complaints.Count > 0 ? ChangeState.Forbidden
            : check.End < document.Length ? ChangeState.Allowed
            : ChangeState.None;
        return new ChangesAfter(state, complaints);
    }

    private List<Finding> Later(long lastEnd) => _complaints[^1] switch
    {
        _ when lastEnd == document.Length => [],
        [] => [Finding.Note("file.later-revision", "Sau chữ ký cuối cùng có thay đổi được phép mà không ai ký.",
            "After the last signature there is an allowed change that nobody signed.")],
        [var first, ..] => [Finding.Failed("file.changed", $"Sau chữ ký cuối cùng tệp bị thêm dữ liệu: {first.Vietnamese}",
            $"The file was added to after the last signature: {first.English}")],
    };
}

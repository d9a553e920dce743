using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// What happened to a document between one signature and the next. Default deny: every object that differs must be explained by a field
/// that was filled, a signature that was given, validation data that was added, or the date of the change; what is left is forbidden.
/// </summary>
internal sealed class ChangeAnalysis
{
    private readonly Update _update;
    private readonly Permission _permission;
    private readonly FieldEdit _edit;
    private readonly HashSet<int> _explained = [];
    private readonly List<Sentence> _complaints = [];

    private ChangeAnalysis(Update update, Permission permission)
    {
        _update = update;
        _permission = permission;
        _edit = new FieldEdit(update, permission, _explained);
    }

    /// <summary>Everything that was not allowed; empty when all was.</summary>
    public static List<Sentence> Complaints(PdfDocument before, PdfDocument after, PdfSource source, Permission permission)
    {
        var update = new Update(before, after, source);
        var analysis = new ChangeAnalysis(update, permission);
        analysis._complaints.AddRange(new UpdateForm(update, source).Faults());
        analysis.Containers();
        analysis.Catalog();
        foreach (var node in FormTree.Nodes(before).Where(node => node.Reference is not null))
            analysis.Complain(analysis._edit.Judge(node));
        analysis.Information();
        var left = update.Changed.Where(number => !analysis._explained.Contains(number)).ToList();
        if (left.Exists(update.IsNew) && Reached.From(after) is var reached)
            left.RemoveAll(number => update.IsNew(number) && !reached.Contains(number));
        if (analysis._complaints.Count == 0 || left.Count > 0)
            analysis._complaints.AddRange(ChangeNames.Of(update, left));
        return analysis._complaints;
    }

    // cross-reference streams and object streams carry the update; they are no part of the document
    private void Containers()
    {
        var packed = _update.After.Objects.Values.Where(place => place.Place == PdfPlace.InObjectStream);
        _explained.UnionWith(packed.Select(place => place.Container).Where(_update.IsNew));
        var sections = _update.After.Revisions.Where(revision => revision.IsStream).Select(revision => revision.XrefOffset).ToHashSet();
        _explained.UnionWith(_update.Changed.Where(number => _update.IsNew(number)
            && _update.After.Objects[number] is { Place: PdfPlace.AtOffset } place && sections.Contains(place.Offset)));
    }

    private void Catalog()
    {
        var (before, after) = (_update.Before.Catalog, _update.After.Catalog);
        foreach (var key in FieldEdit.Different(before, after))
        {
            var allowed = key switch
            {
                "DSS" => after[key] is not null && new NewContent(_update, _explained).Claim(after[key]),
                "AcroForm" => before[key] is PdfDictionary && after[key] is PdfDictionary,
                _ => false,
            };
            if (!allowed)
                Complain(new Sentence($"Mục /{key} của tài liệu bị thay đổi.", $"The document's entry /{key} was changed."));
        }

        if (_update.After.Trailer["Root"] is PdfReference root)
            _explained.Add(root.Number);
        Form(_update.Before.Dictionary(before["AcroForm"]), _update.After.Dictionary(after["AcroForm"]));
        if (after["AcroForm"] is PdfReference form)
            _explained.Add(form.Number);
    }

    private void Form(PdfDictionary? before, PdfDictionary? after)
    {
        if (before is null || after is null)
        {
            Complain(before == after ? null : new Sentence("Biểu mẫu bị thêm hoặc gỡ bỏ.", "The form was added or removed."));
            return;
        }

        var fields = (Old: _update.Before.Array(before["Fields"]), New: _update.After.Array(after["Fields"]));
        var same = Equals(fields.Old, fields.New);
        var added = !same && !_permission.IsCertified && !_permission.IsFinal && !_permission.Locks("?")
            && fields is { Old: { } old, New: { } now }
            && new AddedSignatures(_update, _edit, _explained).Allow(old, now);
        if (!same && !added)
            Complain(new Sentence("Danh sách trường của biểu mẫu bị thay đổi.", "The list of the form's fields was changed."));
        if (added && after["Fields"] is PdfReference list)
            _explained.Add(list.Number);
        foreach (var key in FieldEdit.Different(before, after).Where(key => key is not ("Fields" or "SigFlags")))
            Complain(new Sentence($"Mục /{key} của biểu mẫu bị thay đổi.", $"The form's entry /{key} was changed."));
    }

    private void Information()
    {
        if (_update.After.Trailer["Info"] is not PdfReference { Number: var number } || !_update.Changed.Contains(number)
            || Update.Value(_update.Before, number) is not PdfDictionary before
            || Update.Value(_update.After, number) is not PdfDictionary after)
            return;
        var isOnlyWhen = FieldEdit.Different(before, after).TrueForAll(key => (key is "ModDate" or "Producer") && after[key] is PdfString);
        if (isOnlyWhen && !_permission.IsFinal)
            _explained.Add(number);
    }

    private void Complain(Sentence? complaint)
    {
        if (complaint is not null)
            _complaints.Add(complaint);
    }
}

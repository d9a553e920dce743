using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// What one saved version did to a signed document. Default deny: every object that differs must be explained by a field that was filled, a
/// signature that was given, validation data that was added, or a note of the saving program; what is left is forbidden.
/// </summary>
internal sealed class ChangeAnalysis(Update update, Permission permission, Account account)
{
    /// <summary>Accounts for everything between two versions.</summary>
    public static Account Of(PdfDocument before, PdfDocument after, PdfSource source, (Permission Permission, LooseEnds Loose) state)
    {
        var (update, account) = (new Update(before, after, source), new Account());
        account.Complaints.AddRange(new UpdateForm(update, source).Faults());
        if (!update.Continues)
            return account;
        foreach (var number in state.Loose.SuppliedBy(update))
            account.Complain($"Đối tượng {number} mà bản đã ký tham chiếu nhưng không có đã được thêm vào sau.",
                $"Object {number}, which the signed version refers to without having it, was supplied later.");
        new ChangeAnalysis(update, state.Permission, account).Judge();
        state.Loose.Add(update);
        return account;
    }

    private void Judge()
    {
        Containers();
        var form = FormTree.Nodes(update.Before);
        var edit = new FieldEdit(update, permission, account);
        new CatalogChange(update, new FormChange(update, permission, edit, account), account).Judge(form);
        foreach (var node in form.Where(node => node.Reference is not null))
            edit.Judge(node, form);
        new PageChange(update, permission, account).Judge();
        var left = update.Changed.Where(number => !account.Explained.Contains(number)).ToList();
        if (left.Count > 0)
            account.Complaints.AddRange(ChangeNames.Of(update, left.FindAll(update.IsReached)));
    }

    // cross-reference streams and object streams carry the update; they are no part of the document
    private void Containers()
    {
        foreach (var revision in update.After.Revisions.Skip(update.Before.Revisions.Count))
        {
            foreach (var (number, place) in revision.Objects)
            {
                var carrier = place.Place == PdfPlace.InObjectStream ? place.Container
                    : revision.IsStream && place.Place == PdfPlace.AtOffset && place.Offset == revision.XrefOffset ? number
                    : 0;
                if (update.IsNew(carrier))
                    account.Explained.Add(carrier);
            }
        }
    }
}

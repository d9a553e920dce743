using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Keys;
using DocFlow.Tests.Signing;
using DocFlow.Workflow;

namespace DocFlow.Tests.Workflow;

/// <summary>A workflow office whose people have keys.</summary>
internal static class SigningDesk
{
    public const string Pin = "246810";

    /// <summary>A key of the test authority, enrolled as an administrator would.</summary>
    public static async Task EnrolKey(this WorkflowOffice office, Actor owner)
    {
        using var authority = TestAuthority.On(office.Office.Clock);
        var certificate = authority.Issue(CertificateSubject.Person(owner.FullName, "Văn phòng", "Vụ", "Phó Chủ nhiệm"));
        var command = new EnrolKey.Command(owner.UserId, Pkcs12.Create(certificate, [], Pin), SamplePictures.Signature(1), Pin);
        var keys = new KeyMaking((file, pin) => Pkcs12Key.Open(file, pin).Key!.Certificate.RawData, (_, _) => [], _ => { });
        var enrol = new EnrolKey(office.Office.Database, Folder(office), office.Office.Content, keys);
        _ = (await enrol.Handle(command, WorkflowOffice.Key(), By.System)).Answer;
    }

    public static async Task<Outcome<ActOnTask.Answer>> Sign(
        this WorkflowOffice office, Guid caseId, Actor actor, string pin = Pin, (RequestKey Key, string Seen)? again = null)
    {
        var safe = new KeySafe(
            office.Office.Database, Folder(office), new HeldKeys(office.Office.Options, office.Office.Clock), office.Office.Clock);
        var slice = new SignDocument(office.Office.Database, office.Office.Content, safe);
        var command = new SignDocument.Command(again?.Seen ?? (await office.See(caseId)).File, pin);
        return await slice.Handle(caseId, command, actor, again?.Key ?? WorkflowOffice.Key(), default);
    }

    private static KeyFolder Folder(WorkflowOffice office) => new(office.Office.Options);
}

using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Writing;

/// <summary>What a document packet must have before a byte of it is written; one that was read is warned of what it lacks.</summary>
internal static class DocumentChecks
{
    private const string Header = "MessageHeader";

    public static IReadOnlyList<Finding> Of(DocumentPacket document, IReadOnlyList<AttachmentToSend> attachments)
    {
        var check = new FieldChecks();
        Addresses(check, document.Header);
        Identity(check, document.Header);
        Letter(check, document.Header);
        Extras(check, document.Header);
        Trace(check, document);
        for (var index = 0; index < attachments.Count; index++)
            Attachment(check, $"AttachmentEncoded/Attachment[{index + 1}]", attachments[index]);
        foreach (var twice in attachments.GroupBy(file => file.ContentId).Where(same => same.Key is not null && same.Count() > 1))
            check.Add(Sentences.Twice("AttachmentEncoded/Attachment/ContentId", twice.Key!));
        return check.Found;
    }

    private static void Addresses(FieldChecks check, MessageHeader header)
    {
        check.Organization($"{Header}/From", header.From);
        if (header.To.Count == 0)
            check.Add(Sentences.Missing($"{Header}/To"));
        for (var index = 0; index < header.To.Count; index++)
            check.Organization($"{Header}/To[{index + 1}]", header.To[index]);
        foreach (var twice in header.To.GroupBy(organ => organ.OrganId).Where(same => same.Count() > 1))
            check.Add(Sentences.Twice($"{Header}/To/OrganId", twice.Key));
    }

    private static void Identity(FieldChecks check, MessageHeader header)
    {
        check.Required($"{Header}/Code/CodeNumber", header.Code.CodeNumber, 11);
        check.Required($"{Header}/Code/CodeNotation", header.Code.CodeNotation, 30);
        check.Optional($"{Header}/PromulgationInfo/Place", header.PromulgationInfo.Place, 50);
        if (header.PromulgationInfo.PromulgationDate is null)
            check.Add(Sentences.Missing($"{Header}/PromulgationInfo/PromulgationDate"));
        check.Day($"{Header}/PromulgationInfo/PromulgationDate", header.PromulgationInfo.PromulgationDate);
        check.Required($"{Header}/DocumentId", header.DocumentId, FieldChecks.DocumentIdLength);
        if (!string.IsNullOrWhiteSpace(header.DocumentId) && DocumentId.Parse(header.DocumentId)?.ToString() != header.DocumentId)
            check.Add(Sentences.BadValue($"{Header}/DocumentId", header.DocumentId, "OrganId,yyyy/MM/dd,Number/Notation"));
    }

    private static void Letter(FieldChecks check, MessageHeader header)
    {
        check.Required($"{Header}/Subject", header.Subject, 500);
        check.Optional($"{Header}/Content", header.Content, 500);
        check.Optional($"{Header}/DocumentType/TypeName", header.DocumentType?.TypeName, 100);
        check.Optional($"{Header}/SignerInfo/Competence", header.SignerInfo?.Competence, 100);
        check.Optional($"{Header}/SignerInfo/Position", header.SignerInfo?.Position, 100);
        check.Optional($"{Header}/SignerInfo/FullName", header.SignerInfo?.FullName, 50);
        check.Day($"{Header}/DueDate", header.DueDate);
        for (var index = 0; index < header.ToPlaces.Count; index++)
            check.Optional($"{Header}/ToPlaces/Place[{index + 1}]", header.ToPlaces[index], 150);
    }

    private static void Extras(FieldChecks check, MessageHeader header)
    {
        var other = header.OtherInfo;
        check.Range($"{Header}/OtherInfo/Priority", other.Priority, 0, 4);
        check.Optional($"{Header}/OtherInfo/SphereOfPromulgation", other.SphereOfPromulgation, 100);
        check.Optional($"{Header}/OtherInfo/TyperNotation", other.TyperNotation, 10);
        check.Range($"{Header}/OtherInfo/PromulgationAmount", other.PromulgationAmount, 0, ushort.MaxValue);
        check.Range($"{Header}/OtherInfo/PageAmount", other.PageAmount, 0, ushort.MaxValue);
        check.Optional($"{Header}/OtherInfo/Direction", other.Direction, 10);
        check.Optional($"{Header}/ApplicationType", header.ApplicationType, 100);
        for (var index = 0; index < other.Appendixes.Count; index++)
            check.Optional($"{Header}/OtherInfo/Appendixes/Appendix[{index + 1}]", other.Appendixes[index], 500);
        for (var index = 0; index < header.ResponseForTask.Count; index++)
            check.Optional($"{Header}/ResponseForTask/TaskCode[{index + 1}]", header.ResponseForTask[index], 100);
        for (var index = 0; index < header.ResponseFor.Count; index++)
            check.Answered($"{Header}/ResponseFor[{index + 1}]", header.ResponseFor[index]);
    }

    private static void Trace(FieldChecks check, DocumentPacket document)
    {
        for (var index = 0; index < document.Trace.Count; index++)
            check.Hop($"TraceHeaderList/TraceHeader[{index + 1}]", document.Trace[index]);
        foreach (var part in document.Unknown)
            check.Unknown(part);
        if (document.Bussiness is { } bussiness)
            Bussiness(check, "TraceHeaderList/Bussiness", bussiness);
    }

    private static void Bussiness(FieldChecks check, string path, Bussiness bussiness)
    {
        check.Range($"{path}/BussinessDocType", (int)bussiness.DocType, 0, 3);
        check.Optional($"{path}/DocumentId", bussiness.DocumentId, FieldChecks.DocumentIdLength);
        check.Optional($"{path}/BussinessDocReason", bussiness.Reason, 1000);
        check.Staff($"{path}/StaffInfo", bussiness.StaffInfo);
        if (bussiness.DocType == BussinessDocType.Recall)
            check.Required($"{path}/BussinessDocReason", bussiness.Reason, 1000);
        if (bussiness.DocType == BussinessDocType.Update)
            check.Required($"{path}/DocumentId", bussiness.DocumentId, FieldChecks.DocumentIdLength);
        if (bussiness is { DocType: BussinessDocType.Update, Change: null })
            check.Add(Sentences.Missing($"{path}/BussinessDocumentInfo"));
        if (bussiness.DocType == BussinessDocType.Replace && bussiness.Replaces.Count == 0)
            check.Add(Sentences.Missing($"{path}/ReplacementInfoList"));
        foreach (var receiver in bussiness.Change?.Receivers ?? [])
            check.OrganId($"{path}/BussinessDocumentInfo/ReceiverList/Receiver/OrganId", receiver.OrganId);
        foreach (var replaced in bussiness.Replaces)
            check.Required($"{path}/ReplacementInfoList/ReplacementInfo/DocumentId", replaced.DocumentId, FieldChecks.DocumentIdLength);
        foreach (var organ in bussiness.Replaces.SelectMany(replaced => replaced.OrganIds))
            check.OrganId($"{path}/ReplacementInfoList/ReplacementInfo/OrganIdList/OrganId", organ);
    }

    private static void Attachment(FieldChecks check, string path, AttachmentToSend file)
    {
        check.Required($"{path}/AttachmentName", file.Name, 255);
        check.Required($"{path}/ContentType", file.ContentType, 100);
        check.Optional($"{path}/Description", file.Description, 500);
        check.Optional($"{path}/ContentId", file.ContentId, 200);
        if (file.Name.AsSpan().IndexOfAny('/', '\\') >= 0)
            check.Add(Sentences.BadValue($"{path}/AttachmentName", file.Name, "a file name / tên tệp"));
    }
}

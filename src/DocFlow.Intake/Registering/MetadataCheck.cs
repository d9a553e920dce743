using DocFlow.Contracts;
using DocFlow.Platform;

namespace DocFlow.Intake.Registering;

/// <summary>Lengths and rules of the fields: Decree 30/2020, Annex VI part II; agency codes by QĐ 20/2020.</summary>
internal static class MetadataCheck
{
    public static Refusal? Of(Metadata document, DateOnly today) => new FieldCheck()
        .Required("typeName", ("Tên loại", "Type"), document.TypeName, 100)
        .Longest("codeNumber", ("Số văn bản", "Number"), document.CodeNumber, 11)
        .Longest("codeNotation", ("Ký hiệu", "Notation"), document.CodeNotation, 30)
        .Required("organName", ("Cơ quan ban hành", "Issuer"), document.OrganName, 200)
        .Required("subject", ("Trích yếu", "Subject"), document.Subject, 500)
        .Required("language", ("Ngôn ngữ", "Language"), document.Language, 30)
        .Longest("description", ("Mô tả", "Description"), document.Description, 500)
        .Longest("signerPosition", ("Chức vụ người ký", "Signer's position"), document.SignerPosition, 100)
        .Longest("signerName", ("Họ tên người ký", "Signer's name"), document.SignerName, 50)
        .Longest("toPlaces", ("Nơi nhận", "Places"), document.ToPlaces, 1000)
        .Longest("fileNotation", ("Ký hiệu hồ sơ", "File notation"), document.FileNotation, 20)
        .Holds(document.FileCatalog is null or (>= 1945 and <= 9999), "fileCatalog",
            "Năm hồ sơ: phải có bốn chữ số", "File plan year: must have four digits")
        .Holds(document.OrganId is null || IsAgencyCode(document.OrganId), "organId",
            "Mã định danh cơ quan: 1 đến 35 ký tự, không có dấu phẩy", "Agency code: 1 to 35 characters without a comma")
        .Holds(document.IssuedOn is null || document.IssuedOn <= today, "issuedOn",
            "Ngày văn bản: không được sau hôm nay", "Date of the document: not after today")
        .Holds(document.DueOn is null || document.DueOn >= today, "dueOn",
            "Hạn trả lời: không được trước hôm nay", "Due date: not before today")
        .Holds(Enum.IsDefined(document.Urgency), "urgency", "Độ khẩn: không đúng", "Urgency: not a known one")
        .Refusal;

    public static Refusal? Of(OutgoingDraft draft, DateOnly today) => new FieldCheck()
        .Required("draft.typeName", ("Tên loại dự thảo", "Draft's type"), draft.TypeName, 100)
        .Required("draft.notation", ("Ký hiệu dự thảo", "Draft's notation"), draft.Notation, 30)
        .Required("draft.subject", ("Trích yếu dự thảo", "Draft's subject"), draft.Subject, 500)
        .Holds(Enum.IsDefined(draft.Urgency), "draft.urgency", "Độ khẩn dự thảo: không đúng", "Draft's urgency: not a known one")
        .Holds(Enum.IsDefined(draft.Print), "draft.print", "Cách in số, ngày: không đúng", "What the draft prints: not a known one")
        .Holds(draft.ReplyBy is null || draft.ReplyBy >= today, "draft.replyBy",
            "Hạn phúc đáp: không được trước hôm nay", "Reply date: not before today")
        .Holds(draft.Recipients.Count > 0, "draft.recipients",
            "Nơi nhận dự thảo: chọn ít nhất một cơ quan", "Draft's recipients: choose at least one agency")
        .Holds(draft.Recipients.DistinctBy(recipient => recipient.Code).Count() == draft.Recipients.Count, "draft.recipients",
            "Nơi nhận dự thảo: có cơ quan bị trùng", "Draft's recipients: an agency is named twice")
        .Holds(draft.Recipients.All(to => IsAgencyCode(to.Code) && to.Name.Length is > 0 and <= 200), "draft.recipients",
            "Nơi nhận dự thảo: mã hoặc tên cơ quan không đúng", "Draft's recipients: an agency's code or name is not right")
        .Refusal;

    // real codes break every narrower pattern; a comma separates the parts of edXML's DocumentId
    private static bool IsAgencyCode(string code) =>
        code.Length is >= 1 and <= 35 && code.All(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter != ',');
}

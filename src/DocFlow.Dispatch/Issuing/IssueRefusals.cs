using DocFlow.Platform;
using DocFlow.Signing.Verification;

namespace DocFlow.Dispatch.Issuing;

/// <summary>The noes of issuing, each said in one place.</summary>
internal static class IssueRefusals
{
    public const int LongestReason = 500;

    public static Refusal NoSeal { get; } = Refusal.Forbidden("issue.no-seal-right",
        "Chỉ văn thư được giao con dấu mới được phát hành, trả lại hoặc hủy số; hãy nhờ người giữ con dấu.",
        "Only a clerk entrusted with the seal may issue, send back or void a number; ask the keeper of the seal.");

    public static Refusal Unknown { get; } = Refusal.NotFound("issue.unknown",
        "Không có số văn bản đi này.", "There is no such entry in the outgoing register.");

    public static Refusal NotReady { get; } = Refusal.Conflict("issue.not-ready",
        "Hồ sơ này không chờ phát hành (chưa ký xong, đã trả lại hoặc đã phát hành); hãy tải lại danh sách.",
        "This case does not wait to be issued (not signed yet, sent back, or issued already); reload the list.");

    public static Refusal Changed { get; } = Refusal.Conflict("issue.changed",
        "Tệp chờ phát hành không còn là bản anh/chị đã xem; hãy tải lại và xem bản mới.",
        "The file waiting to be issued is no longer the one you looked at; reload and look at the new one.");

    public static Refusal Nothing { get; } = Refusal.Invalid("issue.nothing-chosen",
        "Hãy chọn từ 1 đến 50 văn bản để phát hành, mỗi hồ sơ một lần.",
        "Choose 1 to 50 documents to issue, each case once.");

    public static Refusal Overtaken { get; } = Refusal.Conflict("issue.overtaken",
        "Trong lúc đóng dấu, hồ sơ này đã được người khác phát hành, trả lại hoặc hủy số; hãy tải lại danh sách.",
        "While it was being sealed somebody else issued this case, sent it back or voided its number; reload the list.");

    public static Refusal NoSealKey { get; } = Refusal.Conflict("issue.no-seal-key",
        "Chưa khai báo khóa con dấu của cơ quan; hãy đề nghị quản trị viên.",
        "The agency's seal has no key enrolled yet; ask an administrator.");

    public static Refusal NotSigned { get; } = Refusal.Conflict("issue.not-signed",
        "Tệp không có chữ ký của người có thẩm quyền ký văn bản này nên không được đóng dấu; hãy trả lại.",
        "The file bears no signature of the person authorised to sign it, so it may not be sealed; send it back.");

    public static Refusal Broken(Sentence why) => Refusal.Conflict("issue.broken-signature",
        $"Chữ ký trên tệp không còn nguyên vẹn hoặc tệp đã bị thay đổi trái phép nên không được đóng dấu. {why.Vietnamese}".TrimEnd(),
        $"A signature on the file is not intact, or the file was changed as it may not be; it is not sealed. {why.English}".TrimEnd());

    public static Refusal AlreadyIssued(string code) => Refusal.Conflict("issue.already-issued",
        $"Hồ sơ này đã phát hành với số {code}.", $"This case was already issued as {code}.");

    public static Refusal NotReserved(string code) => Refusal.Conflict("issue.not-reserved",
        $"Số {code} đã phát hành hoặc đã hủy; chỉ hủy được số đang giữ chỗ.",
        $"Number {code} was issued or voided already; only a reserved number can be voided.");

    public static Refusal CodeTaken(string code) => Refusal.Conflict("issue.code-taken",
        $"Số, ký hiệu {code} đã có trong năm; hãy trả lại để sửa ký hiệu.",
        $"Number and notation {code} exist already this year; send the case back to have its notation corrected.");

    public static Refusal? ReasonMissing(string? reason) => reason?.Trim() is { Length: > 0 and <= LongestReason } ? null : Refusal.Invalid(
        "issue.reason-missing",
        $"Hãy ghi lý do (tối đa {LongestReason} ký tự).",
        $"Give the reason (at most {LongestReason} characters).");
}

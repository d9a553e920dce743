using DocFlow.Platform;

namespace DocFlow.Workflow.Law;

/// <summary>What the law says when the answer is no.</summary>
public static class Refusals
{
    public static Refusal Unknown { get; } = Refusal.NotFound("case.unknown",
        "Không có hồ sơ này, hoặc anh/chị không được xem.",
        "There is no such case, or it is not yours to see.");

    public static Refusal Changed { get; } = Refusal.Conflict("case.changed",
        "Người khác vừa xử lý hồ sơ này; hãy tải lại trang rồi thử lại.",
        "Someone else has just moved this case; reload the page and try again.");

    public static Refusal NoKey { get; } = Refusal.Conflict("signer.no-key",
        "Anh/chị chưa được cấp khóa ký; hãy đề nghị quản trị viên cấp khóa.",
        "No signing key is enrolled for you; ask an administrator for one.");

    public static Refusal WithoutField { get; } = Refusal.Conflict("case.no-signature-here",
        "Bước này không có chữ ký số; hãy xử lý mà không ký.",
        "This step has no digital signature; act on it without signing.");

    internal static Refusal Ended { get; } = Refusal.Conflict("case.ended",
        "Hồ sơ đã kết thúc nên không thể xử lý thêm.",
        "The case has ended; nothing more can be done to it.");

    internal static Refusal WithDispatch { get; } = Refusal.Conflict("case.with-dispatch",
        "Văn bản đã ký đủ và đang chờ văn thư phát hành; chỉ văn thư mới chuyển trả được.",
        "The document is fully signed and waits to be issued; only the issuing clerk can send it back.");

    internal static Refusal Stale { get; } = Refusal.Conflict("case.version-stale",
        "Tệp trên màn hình không còn là bản hiện hành; hãy tải lại trang và xem bản mới trước khi xử lý.",
        "The file on your screen is no longer the current version; reload the page and read the new one before you act.");

    internal static Refusal WrongStage { get; } = Refusal.Conflict("case.wrong-stage",
        "Hồ sơ không ở bước cho phép việc này; hãy tải lại trang.",
        "The case is not at a stage that allows this; reload the page.");

    internal static Refusal NotYours { get; } = Refusal.Forbidden("case.not-yours",
        "Việc này không được giao cho anh/chị.",
        "This task was not given to you.");

    internal static Refusal NotOwner { get; } = Refusal.Forbidden("case.not-owner",
        "Chỉ người đã trình hồ sơ mới được rút hồ sơ.",
        "Only the person who submitted the case may withdraw it.");

    internal static Refusal NoReason { get; } = Refusal.Invalid("case.reason-missing",
        "Hãy ghi rõ ý kiến hoặc lý do.",
        "Write down your opinion or reason.");

    internal static Refusal NoLead { get; } = Refusal.Invalid("case.lead-missing",
        "Hãy chọn đơn vị chủ trì.",
        "Choose the unit that takes the lead.");

    internal static Refusal Unfit { get; } = Refusal.Invalid("case.unfit-person",
        "Người nhận phải là người khác, giữ chức vụ mà bước này yêu cầu.",
        "The task can only go to another person who holds the post this step asks for.");

    internal static Refusal NotSigned { get; } = Refusal.Invalid("case.signature-missing",
        "Bước này cần ký số: hãy nhập mã PIN và ký.",
        "This step needs a digital signature: enter your PIN and sign.");

    internal static Refusal NewFileNeeded { get; } = Refusal.Invalid("case.new-file-needed",
        "Tệp này không thể đi tiếp; hãy gửi lại với một tệp mới.",
        "This file cannot go on as it is; send the case again with a new file.");

    internal static Refusal ReceivedFile { get; } = Refusal.Invalid("case.received-file",
        "Văn bản đến là bản gốc của cơ quan gửi nên không được thay bằng tệp khác.",
        "A received document is its sender's original and cannot be replaced by another file.");
}

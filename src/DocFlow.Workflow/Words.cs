using DocFlow.Contracts;
using DocFlow.Platform.Http;
using DocFlow.Workflow.Law;

namespace DocFlow.Workflow;

/// <summary>What the pages call acts, versions, endings and states.</summary>
internal static class Words
{
    public static string Of(Language language, Wording wording) => language[wording.Vi, wording.En];

    public static Wording Button(ActKind act) => act switch
    {
        ActKind.Direct => new("Chuyển xử lý", "Direct"),
        ActKind.Review => new("Đồng ý, trình tiếp", "Accept and pass on"),
        ActKind.Opine => new("Gửi ý kiến", "Give the opinion"),
        ActKind.Initial => new("Ký nháy", "Initial"),
        ActKind.Approve => new("Duyệt", "Approve"),
        ActKind.Sign => new("Ký số", "Sign"),
        ActKind.Issue => new("Phát hành", "Issue"),
        ActKind.Return => new("Trả lại", "Return"),
        ActKind.Resubmit => new("Gửi lại", "Send again"),
        ActKind.Refuse => new("Từ chối", "Refuse"),
        ActKind.Withdraw => new("Rút hồ sơ", "Withdraw"),
        ActKind.Recall => new("Nơi gửi lấy lại", "Taken back by its sender"),
        _ => new("Giao người khác", "Hand over"),
    };

    public static Wording Origin(string origin) => origin switch
    {
        "Registered" => new("Bản đăng ký", "As registered"),
        "Fields" => new("Đã đặt trường ký", "With signature fields"),
        _ => Button(Enum.Parse<ActKind>(origin)),
    };

    public static Wording Ended(Ending ending) => ending switch
    {
        Ending.Issued => new("Đã phát hành", "Issued"),
        Ending.Refused => new("Bị từ chối", "Refused"),
        Ending.Withdrawn => new("Đã rút", "Withdrawn"),
        Ending.Recalled => new("Nơi gửi đã lấy lại", "Taken back by its sender"),
        Ending.Completed => new("Đã hoàn thành", "Completed"),
        _ => new("Đang xử lý", "In progress"),
    };

    public static Wording Urgent(Urgency urgency) => urgency switch
    {
        Urgency.Urgent => new("Khẩn", "Urgent"),
        Urgency.VeryUrgent => new("Thượng khẩn", "Very urgent"),
        Urgency.Express => new("Hỏa tốc", "Express"),
        _ => new("Thường", "Normal"),
    };

    // the two-digit codes are those of the exchange's status packets
    public static Wording Delivery(string state) => state switch
    {
        "queued" => new("Chờ gửi", "To be sent"),
        "sent" => new("Đã gửi", "Sent"),
        "failed" => new("Chưa gửi được", "Not sent yet"),
        "recalled" => new("Đã thu hồi", "Taken back"),
        "01" => new("Đã đến", "Arrived"),
        "02" => new("Từ chối tiếp nhận", "Refused"),
        "03" => new("Đã tiếp nhận", "Accepted"),
        "04" => new("Đã phân công", "Assigned"),
        "05" => new("Đang xử lý", "In progress"),
        "06" => new("Hoàn thành", "Done"),
        "13" => new("Yêu cầu lấy lại", "Recall asked"),
        "15" => new("Đồng ý lấy lại", "Recall agreed"),
        "16" => new("Từ chối lấy lại", "Recall refused"),
        _ => new(state, state),
    };
}

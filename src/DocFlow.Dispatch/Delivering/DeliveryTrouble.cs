using DocFlow.Dispatch.Transports;

namespace DocFlow.Dispatch.Delivering;

/// <summary>Why a packet was given up, as a clerk understands it, and what is to be done.</summary>
public static class DeliveryTrouble
{
    /// <summary>Its time is over and nobody answered.</summary>
    public const string Expired = "expired";

    /// <summary>The recipient did not collect it from its mailbox in time.</summary>
    public const string NotCollected = "not-collected";

    /// <summary>The packet could not be written.</summary>
    public const string NotWritten = "not-written";

    /// <summary>It was begun again and again, and each time the program ended.</summary>
    public const string TooOften = "too-often";

    /// <summary>Nobody knows how to reach the recipient.</summary>
    public const string NoRoute = "no-route";

    /// <summary>The sentence.</summary>
    public static (string Vi, string En) Of(string? code) => code switch
    {
        Expired => (
            "Hệ thống bên nhận không trả lời trong thời hạn gửi. Hãy liên hệ bên nhận rồi gửi lại, hoặc gửi qua trục khác.",
            "The receiving system did not answer in time. Contact the receiver and send it again, or send it another way."),
        NotCollected => (
            "Bên nhận chưa lấy văn bản trong hộp thư ở đây. Hãy liên hệ bên nhận; văn bản vẫn chờ ở đó, gửi lại để chờ thêm.",
            "The receiver has not collected it from its mailbox here. Contact the receiver; it still waits there, sent again for longer."),
        "10" or "22" or NotWritten => (
            "Gói tin không đúng quy chuẩn nên không gửi được. Báo quản trị viên kiểm tra thông tin văn bản trước khi gửi lại.",
            "The packet does not follow the standard. Have an administrator look at the document's data before it is sent again."),
        "15" => (
            "Trục không nhận mã hệ thống hoặc khóa của cơ quan ta. Báo quản trị viên sửa kết nối rồi gửi lại.",
            "The exchange does not accept our system id or secret. Have an administrator mend the connection, then send it again."),
        "18" or NoRoute => (
            "Trục không biết cơ quan nhận này. Kiểm tra mã cơ quan nhận; gửi qua trục khác nếu có.",
            "The exchange does not know this receiver. Check the receiver's code; send it another way if there is one."),
        "19" => (
            "Cơ quan ta chưa đăng ký trên trục này. Báo quản trị viên đăng ký rồi gửi lại.",
            "Our agency is not registered at this exchange. Have an administrator register it, then send it again."),
        "23" => (
            "Cơ quan nhận đang bị khóa trên trục. Liên hệ bên nhận, hoặc gửi qua trục khác.",
            "The receiver is locked at the exchange. Contact it, or send the document another way."),
        TooOften => (
            "Đã thử quá số lần cho phép mà chưa xong. Báo quản trị viên xem nhật ký máy chủ trước khi gửi lại.",
            "It was tried too often without an end. Have an administrator look at the server's log before it is sent again."),
        TransportFault.NoAnswer or TransportFault.Unreadable => (
            "Hệ thống bên nhận không trả lời đúng. Hãy gửi lại sau, hoặc gửi qua trục khác.",
            "The receiving system does not answer as it should. Send it again later, or another way."),
        _ => (
            "Hệ thống bên nhận từ chối gói tin. Xem lý do bên dưới rồi gửi lại, hoặc gửi qua trục khác.",
            "The receiving system refused the packet. See its reason, then send it again or another way."),
    };
}

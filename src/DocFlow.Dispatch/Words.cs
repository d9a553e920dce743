using System.Globalization;
using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Http;

namespace DocFlow.Dispatch;

/// <summary>How the pages of this room say states and times.</summary>
internal static class Words
{
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset moment) => moment.InOffice().ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How far a copy came: what the recipient answered, or how the packet stands.</summary>
    public static string Of(Language language, string state, string? status) => state switch
    {
        DeliveryRow.Recalled => language["Đã thu hồi", "Taken back"],
        _ when status is not null => Status(language, status),
        DeliveryRow.Preparing => language["Đang đóng gói", "Being packed"],
        DeliveryRow.Mailbox => language["Chờ nhận về", "Waits to be collected"],
        DeliveryRow.Sending => language["Đang gửi", "Being sent"],
        DeliveryRow.Sent => language["Đã gửi", "Sent"],
        _ => language["Gửi không thành công", "Failed"],
    };

    /// <summary>Whether a copy went out when it should.</summary>
    public static string Of(Language language, Timeliness timeliness) => timeliness switch
    {
        Timeliness.SameDay => language["Gửi trong ngày", "Sent the same day"],
        Timeliness.NextMorning => language["Gửi sáng ngày làm việc kế tiếp", "Sent the next working morning"],
        Timeliness.Late => language["Gửi trễ", "Sent late"],
        Timeliness.Overdue => language["Quá hạn gửi", "Overdue"],
        _ => language["Trong hạn gửi", "In time"],
    };

    public static string Of(Language language, Urgency urgency) => urgency switch
    {
        Urgency.Express => language["Hỏa tốc", "Express"],
        Urgency.VeryUrgent => language["Thượng khẩn", "Very urgent"],
        Urgency.Urgent => language["Khẩn", "Urgent"],
        _ => language["Thường", "Normal"],
    };

    /// <summary>How often it was tried, and when again.</summary>
    public static string Tries(Language language, int tries, DateTimeOffset again) => language[
        $"Đã thử {tries} lần, thử lại lúc {Moment(again)}", $"Tried {tries} times, again at {Moment(again)}"];

    /// <summary>A status of QCVN 102 by its name.</summary>
    public static string Status(Language language, string code) =>
        language[new StatusCode(code).Vietnamese, new StatusCode(code).English];

    /// <summary>The colour of a copy's badge.</summary>
    public static string Colour(string state, string? status) => (state, status) switch
    {
        (DeliveryRow.Recalled, _) => "bg-secondary-lt",
        (_, "02") or (DeliveryRow.Failed, null) => "bg-red-lt",
        (_, "03" or "04" or "05" or "06") => "bg-green-lt",
        (DeliveryRow.Sent, _) => "bg-azure-lt",
        _ => "bg-yellow-lt",
    };
}

using System.Globalization;
using DocFlow.Contracts;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Http;

namespace DocFlow.Intake;

/// <summary>How this room's pages say its values.</summary>
internal static class Words
{
    public static string Moment(DateTimeOffset at) => at.InOffice().ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    public static string Day(DateOnly? date) => date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";

    /// <summary>What an HTML date field holds.</summary>
    public static string Field(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Of(Language language, Hold hold) => hold switch
    {
        Hold.SecrecyMark => language["Dấu mật ở trang 1", "Secrecy mark on page 1"],
        Hold.DamagedStructure => language["Cấu trúc tệp bị hỏng, đã dựng lại", "Damaged structure, rebuilt"],
        Hold.EmbeddedFiles => language["Có tệp ẩn bên trong", "Files inside the PDF"],
        _ => language["Chữ ký không còn nguyên vẹn", "A broken signature"],
    };

    public static string Of(Language language, Urgency urgency) => urgency switch
    {
        Urgency.Normal => language["Thường", "Normal"],
        Urgency.Urgent => language["Khẩn", "Urgent"],
        Urgency.VeryUrgent => language["Thượng khẩn", "Very urgent"],
        _ => language["Hỏa tốc", "Express"],
    };

    public static string Of(Language language, PacketBusiness asked) => asked switch
    {
        PacketBusiness.Recall => language["Lấy lại", "Take back"],
        PacketBusiness.Update => language["Cập nhật", "Update"],
        _ => language["Thay thế", "Replace"],
    };

    public static string Of(Language language, FilePurpose purpose) => purpose switch
    {
        FilePurpose.Main => language["Văn bản đến", "The document"],
        FilePurpose.Draft => language["Dự thảo kèm theo", "Enclosed draft"],
        _ => language["Phụ lục", "Annex"],
    };

    public static string Ending(Language language, ListRegister.Entry entry) => entry switch
    {
        { VoidedAt: not null } => language["Đã hủy số", "Void"],
        { RecalledAt: not null } => language["Nơi gửi đã lấy lại", "Taken back by its sender"],
        { EndedAs: "issued" } => language["Đã phát hành", "Issued"],
        { EndedAs: "answered" } => language["Đã trả lời", "Answered"],
        { EndedAs: "refused" } => language["Không giải quyết", "Refused"],
        { EndedAs: "withdrawn" } => language["Đã rút", "Withdrawn"],
        { EndedAs: not null } => language["Đã xong", "Done"],
        { HandedTo: not null } => language["Đang giải quyết", "In progress"],
        _ => language["Mới đăng ký", "Registered"],
    };
}

namespace DocFlow.EdXml;

/// <summary>What can be said of a field; of the packet as a whole see PacketSentences.</summary>
internal static class Sentences
{
    public static Finding Missing(string path) => new(Severity.Error, "edxml.missing", path,
        $"Thiếu thông tin bắt buộc {path}.", $"{path} is obligatory and is missing.");

    public static Finding TooLong(string path, int length, int most) => new(Severity.Error, "edxml.too-long", path,
        $"{path} dài {length} ký tự, tối đa {most}.", $"{path} has {length} characters; at most {most} are allowed.");

    public static Finding BadText(string path) => new(Severity.Error, "edxml.characters", path,
        $"{path} có ký tự mà XML không cho phép.", $"{path} holds characters that XML does not allow.");

    public static Finding BadValue(string path, string value, string expected, Severity severity = Severity.Error) =>
        new(severity, "edxml.value", path,
            $"{path} có giá trị “{value}” không hợp lệ (cần {expected}).", $"{path} has the value “{value}”, which is not {expected}.");

    public static Finding Twice(string path, string value) => new(Severity.Error, "edxml.duplicate", path,
        $"{path}: “{value}” được nêu hai lần.", $"{path}: “{value}” is named twice.");

    public static Finding BadDate(string path, string value) => new(Severity.Warning, "edxml.date", path,
        $"{path}: “{value}” không phải là một ngày có thật; giữ nguyên văn.", $"{path}: “{value}” is not a real date; kept as it came.");

    public static Finding DayFirst(string path, string value) => new(Severity.Warning, "edxml.date-form", path,
        $"{path}: “{value}” viết ngày trước; chuẩn là yyyy/MM/dd.",
        $"{path}: “{value}” has the day first; the standard form is yyyy/MM/dd.");

    public static Finding Derived(string path, string value) => new(Severity.Warning, "edxml.derived", path,
        $"Thiếu {path}; suy ra “{value}” từ mã cơ quan, ngày và số ký hiệu.",
        $"{path} is missing; “{value}” follows from the agency code, date and number.");

    public static Finding UnknownCode(string path, string value) => new(Severity.Warning, "edxml.unknown-code", path,
        $"{path}: mã “{value}” không có trong danh mục; giữ nguyên.", $"{path}: the code “{value}” is not on the list; kept as it came.");

    public static Finding Unknown(string path) => new(Severity.Warning, "edxml.unknown", path,
        $"Không biết {path} là gì; giữ nguyên như khi nhận.", $"{path} is not something we know; kept as it came.");

    public static Finding NotKept(string path) => new(Severity.Warning, "edxml.ignored", path,
        $"Bỏ qua {path}: thuộc không gian tên khác.", $"{path} is of another namespace; it was passed over.");

    public static Finding NoPlace(string path) => new(Severity.Error, "edxml.no-place", path,
        $"Gói tin không có chỗ {path} để đặt phần không biết.", $"The packet has no place {path} for what was kept as unknown.");
}

namespace DocFlow.EdXml;

/// <summary>What can be said of a packet or of a file in it.</summary>
internal static class PacketSentences
{
    public static Finding NoContent(string path) => new(Severity.Warning, "edxml.no-content", path,
        $"{path} không kèm nội dung tệp.", $"{path} comes without a file.");

    public static Finding Disagreement(string path, string taken) => new(Severity.Warning, "edxml.disagreement", path,
        $"{path} khác với thông tin đi cùng tệp; lấy “{taken}”.", $"{path} is not what stands beside the file; “{taken}” was taken.");

    public static Finding NotZipped(string path) => new(Severity.Warning, "edxml.not-zipped", path,
        $"{path} ghi là application/zip nhưng nội dung không nén; lấy nguyên nội dung.",
        $"{path} says application/zip, but the content is not zipped; taken as it is.");

    public static Finding NotXml(string path, int line, string reason) => new(Severity.Error, "edxml.not-xml", path,
        $"Không đọc được XML tại dòng {line} (hỏng hoặc bị cắt cụt).",
        $"The XML cannot be read at line {line} (damaged or cut short): {reason}");

    public static Finding NotJson(string path, string reason) => new(Severity.Error, "edxml.not-json", path,
        $"Không đọc được JSON tại {path}.", $"The JSON cannot be read at {path}: {reason}");

    public static Finding Dtd() => new(Severity.Error, "edxml.dtd", "/",
        "Gói tin khai báo DTD; không được chấp nhận.", "The packet declares a DTD, which is never accepted.");

    public static Finding NotEdXml(string name, string space) => new(Severity.Error, "edxml.not-edxml", "/",
        $"Gốc là “{name}” thuộc “{space}”, không phải edXML của QCVN 102:2016.",
        $"The root is “{name}” in “{space}”, not edXML of QCVN 102:2016.");

    public static Finding OverLimit(string path, string what, long most) => new(Severity.Error, "edxml.limit", path,
        $"{path} vượt giới hạn {what} ({most}).", $"{path} is over the limit of {what} ({most}).");

    public static Finding BadPayload(string path) => new(Severity.Error, "edxml.base64", path,
        $"{path} không phải base64 hợp lệ hoặc bị cắt cụt.", $"{path} is not valid base64, or is cut short.");

    public static Finding BadZip(string path, string reason) => new(Severity.Error, "edxml.zip", path,
        $"{path}: tệp nén hỏng hoặc không được phép.", $"{path}: the zip is damaged or not allowed: {reason}.");
}

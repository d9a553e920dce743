using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;

namespace DocFlow.Signing.Inspection;

/// <summary>What the inspector says to a clerk.</summary>
internal static class InspectionSentences
{
    public static (FileState State, Sentence Reason) Of(PdfUnreadable fault) => fault.Fault switch
    {
        PdfFault.NotAPdf => (FileState.NotAPdf, new("Tệp này không phải là tệp PDF.", fault.Message)),
        PdfFault.Truncated => (FileState.Truncated, new("Tệp PDF bị cụt: phần cuối của tệp bị thiếu.", fault.Message)),
        PdfFault.TooMuch => (FileState.TooMuch, new("Tệp PDF đòi hỏi quá nhiều bộ nhớ hoặc thời gian để đọc.", fault.Message)),
        _ => (FileState.Damaged, new("Tệp PDF bị hỏng cấu trúc.", fault.Message)),
    };

    public static Sentence TooManyBytes(long limit) => new(
        $"Tệp lớn hơn giới hạn {limit >> 20} MB.", $"The file is larger than the limit of {limit >> 20} MB.");

    public static Sentence TooManyPages(int limit) => new(
        $"Tệp có nhiều hơn {limit} trang.", $"The file has more than {limit} pages.");

    public static Sentence Of(ConcernKind kind) => kind switch
    {
        ConcernKind.Encrypted => new("Tệp được mã hóa.", "The file is encrypted."),
        ConcernKind.JavaScript => new("Tệp chứa mã JavaScript.", "The file contains JavaScript."),
        ConcernKind.Launch => new("Tệp khởi chạy chương trình khác.", "The file starts other programs."),
        ConcernKind.EmbeddedFile => new("Tệp chứa tệp khác bên trong.", "The file carries other files inside."),
        ConcernKind.FormData => new("Tệp gửi hoặc nhận dữ liệu biểu mẫu.", "The file sends or fetches form data."),
        ConcernKind.RemoteFile => new("Tệp mở tệp khác hoặc địa chỉ tệp.", "The file opens other files or file addresses."),
        ConcernKind.Media => new("Tệp chứa nội dung đa phương tiện.", "The file contains media or rich content."),
        ConcernKind.Damaged => new("Cấu trúc của tệp bị hỏng và phải dựng lại.",
            "The structure of the file was damaged and had to be rebuilt."),
        _ => new("Tệp chứa biểu mẫu XFA, có thể hiển thị khác với các trang.",
            "The file holds an XFA form, which may show something else."),
    };
}

using DocFlow.Platform.Http;

namespace DocFlow.Intake.Recalling;

/// <summary>How the pages say where a request stands.</summary>
internal static class RequestWords
{
    public static string Of(Language language, Possession possession) => possession switch
    {
        Possession.Here => language["Cơ quan đang giữ văn bản này.", "We have this document."],
        Possession.NotHere => language[
            "Văn bản này chưa đến cơ quan; yêu cầu được giữ lại chờ văn bản.",
            "This document has not come here; the request waits for it."],
        Possession.NotTheirs => language[
            "Văn bản này do cơ quan khác gửi đến; nơi yêu cầu không có quyền đối với văn bản.",
            "Another agency sent this document; whoever asks has no right to it."],
        _ => language["Văn bản này đã được trả lại nơi gửi và đã hủy.", "This document was given back to its sender and destroyed."],
    };

    public static string Of(Language language, RequestState state) => state switch
    {
        RequestState.Open => language["Chờ quyết định", "Waits for a decision"],
        RequestState.Agreed => language["Đã đồng ý", "Agreed to"],
        _ => language["Đã từ chối", "Refused"],
    };
}

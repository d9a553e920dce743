namespace DocFlow.EdXml.Packets;

/// <summary>Two digits, as the axis knows them; a code outside the list is kept as it came.</summary>
public readonly record struct StatusCode(string Raw)
{
    public static readonly StatusCode Arrived = new("01");
    public static readonly StatusCode Rejected = new("02");
    public static readonly StatusCode Accepted = new("03");
    public static readonly StatusCode Assigned = new("04");
    public static readonly StatusCode Processing = new("05");
    public static readonly StatusCode Finished = new("06");
    public static readonly StatusCode RecallAsked = new("13");
    public static readonly StatusCode ChangeAgreed = new("15");
    public static readonly StatusCode ChangeRefused = new("16");

    private static readonly Dictionary<string, (string Vietnamese, string English)> Names = new()
    {
        ["01"] = ("Đã đến", "Arrived"),
        ["02"] = ("Từ chối tiếp nhận", "Rejected"),
        ["03"] = ("Đã tiếp nhận", "Accepted"),
        ["04"] = ("Phân công", "Assigned"),
        ["05"] = ("Đang xử lý", "In progress"),
        ["06"] = ("Hoàn thành", "Finished"),
        ["13"] = ("Lấy lại", "Recall asked for"),
        ["15"] = ("Đồng ý cập nhật/lấy lại", "Update or recall agreed to"),
        ["16"] = ("Từ chối cập nhật/lấy lại", "Update or recall refused"),
    };

    public bool IsKnown => Names.ContainsKey(Raw ?? "");

    /// <summary>Refusals and requests to give back must say why.</summary>
    public bool NeedsReason => this == Rejected || this == RecallAsked || this == ChangeRefused;

    public string Vietnamese => Names.TryGetValue(Raw ?? "", out var name) ? name.Vietnamese : $"Trạng thái {Raw}";

    public string English => Names.TryGetValue(Raw ?? "", out var name) ? name.English : $"Status {Raw}";

    public override string ToString() => Raw ?? "";
}

using DocFlow.Platform;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// Our refusals by the codes of the field (Lang Son v2.2): 10, 15, 18, 19, 22 and 23 are not worth another try, 20 and 21 are.
/// </summary>
internal static class FieldCode
{
    public const string Done = "0";

    public static string Of(Refusal refusal) => (refusal.Kind, refusal.Code) switch
    {
        (RefusalKind.Unauthorized, _) => "15",
        (_, "packet.receiver-unknown") => "18",
        (_, "packet.sender-unknown") => "19",
        (_, "packet.receiver-locked") => "23",
        (_, "packet.cut") => "21",
        (_, "agency.not-enrolled") => "20",
        (RefusalKind.Unavailable or RefusalKind.Full or RefusalKind.TooMany, _) => "20",
        (_, "packet.unreadable" or "packet.incomplete" or "packet.secret") => "22",
        (_, var code) when code.StartsWith("status.", StringComparison.Ordinal) => "22",
        _ => "10",
    };
}

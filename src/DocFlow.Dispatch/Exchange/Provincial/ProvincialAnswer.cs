using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Telemetry;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Dispatch.Exchange.Provincial;

/// <summary>What every operation of the provincial form answers.</summary>
internal static class ProvincialAnswer
{
    public static IResult Done(params (string Name, object? Value)[] more)
    {
        var answer = new Dictionary<string, object?> { ["success"] = true, ["message"] = "Thành công" };
        foreach (var (name, value) in more)
            answer[name] = value;
        return Results.Json(answer, MessageJson.Options);
    }

    public static IResult Refused(Refusal refusal)
    {
        Instruments.Refused(refusal);
        return AskAgain.Where(refusal, Results.Json(new
        {
            success = false,
            message = refusal.Vi,
            messageEn = refusal.En,
            licenseInfo = refusal == ProvincialGate.NoToken ? "invalid" : null,
            data = new { docId = (string?)null, status = "error", errorCode = FieldCode.Of(refusal), errorDesc = refusal.Vi },
            code = refusal.Code,
        }, MessageJson.Options, statusCode: refusal.Kind.Status()));
    }
}

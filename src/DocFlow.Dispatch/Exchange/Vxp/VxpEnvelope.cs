using DocFlow.Platform;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Telemetry;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Dispatch.Exchange.Vxp;

/// <summary>What every operation of the VXP form answers: status, the field's code and sentence, and what was asked for.</summary>
internal static class VxpEnvelope
{
    /// <summary>An outcome, with the answer under this name.</summary>
    public static IResult Of<T>(Outcome<T> outcome, string name = "data") =>
        outcome.Refusal is { } refusal ? Refused(refusal) : Done((name, outcome.Answer));

    /// <summary>It was done.</summary>
    public static IResult Done(params (string Name, object? Value)[] more)
    {
        var answer = new Dictionary<string, object?>
        {
            ["status"] = "OK",
            ["ErrorCode"] = FieldCode.Done,
            ["ErrorDesc"] = "Thanh cong",
        };
        foreach (var (name, value) in more)
            answer[name] = value;
        return Results.Json(answer, MessageJson.Options);
    }

    /// <summary>It was not, and why: in both languages, with the field's code and ours.</summary>
    public static IResult Refused(Refusal refusal)
    {
        Instruments.Refused(refusal);
        return AskAgain.Where(refusal, Results.Json(new Dictionary<string, object?>
        {
            ["status"] = "FAIL",
            ["ErrorCode"] = FieldCode.Of(refusal),
            ["ErrorDesc"] = refusal.Vi,
            ["ErrorDescEn"] = refusal.En,
            ["code"] = refusal.Code,
        }, MessageJson.Options, statusCode: DocFlow.Platform.Http.Answers.Status(refusal.Kind)));
    }
}

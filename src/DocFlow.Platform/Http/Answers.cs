using DocFlow.Platform.Messaging;
using DocFlow.Platform.Telemetry;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Platform.Http;

/// <summary>
/// Outcomes as HTTP answers: 200 with JSON, or ProblemDetails (RFC 9457) with the refusal's code and its sentence in the reader's
/// language.
/// </summary>
public static class Answers
{
    /// <summary>The HTTP status of each kind of refusal.</summary>
    public static int Status(this RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthorized => StatusCodes.Status401Unauthorized,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.Full => StatusCodes.Status507InsufficientStorage,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.Locked => StatusCodes.Status423Locked,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The outcome as an HTTP result.</summary>
    public static IResult ToResult<T>(this Outcome<T> outcome, Language language) => outcome.Refusal is { } refusal
        ? refusal.ToResult(language)
        : Results.Json(outcome.Answer, MessageJson.Options);

    /// <summary>The refusal as ProblemDetails: <c>title</c> is the sentence, <c>code</c> the refusal code.</summary>
    public static IResult ToResult(this Refusal refusal, Language language)
    {
        Instruments.Refused(refusal);
        var extensions = new Dictionary<string, object?>(refusal.Details) { ["code"] = refusal.Code };
        return Results.Problem(title: language[refusal], statusCode: refusal.Kind.Status(), extensions: extensions);
    }
}

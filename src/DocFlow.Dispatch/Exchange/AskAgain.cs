using System.Globalization;
using DocFlow.Platform;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Dispatch.Exchange;

/// <summary>The answer to a call too many: with it goes when to call again.</summary>
internal sealed class AskAgain(IResult answer) : IResult
{
    // a share is full again after two seconds
    private const int Seconds = 1;

    /// <summary>A refusal's answer, with the time where calling again is all that it needs.</summary>
    public static IResult Where(Refusal refusal, IResult answer) => refusal.Kind == RefusalKind.TooMany ? new AskAgain(answer) : answer;

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = Seconds.ToString(CultureInfo.InvariantCulture);
        return answer.ExecuteAsync(httpContext);
    }
}

using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DocFlow.Signing.LongTerm;

/// <summary>What is asked: GET when there is nothing to send.</summary>
internal sealed record ServiceQuestion(byte[]? Body, string MediaType, int MostBytes);

/// <summary>The bytes that came back, or why none did.</summary>
internal sealed record ServiceReply(byte[]? Bytes, ServiceTrouble? Trouble);

/// <summary>The line to one service: time limit, budget, a rest after failures, and the service's own wish to be left alone.</summary>
internal sealed class ServiceLine
{
    private static readonly TimeSpan RestWhenUnsaid = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    private readonly Uri _address;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly RateBudget? _budget;
    private readonly ResiliencePipeline<ServiceReply> _pipeline;
    private long _comeBack; // UTC ticks

    public ServiceLine(Uri address, HttpClient http, ServiceLimits limits, TimeProvider time)
    {
        (_address, _http, _time) = (address, http, time);
        _budget = limits.AsksPerMinute is { } most ? new RateBudget(most, time) : null;
        _pipeline = new ResiliencePipelineBuilder<ServiceReply> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ServiceReply>
            {
                FailureRatio = 0.5,
                MinimumThroughput = Math.Max(2, limits.FailuresToRest),
                SamplingDuration = TimeSpan.FromMinutes(5),
                BreakDuration = limits.Rest,
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Outcome.Exception is HttpRequestException or IOException or TimeoutRejectedException),
            })
            .AddTimeout(limits.TimeLimit)
            .Build();
    }

    /// <summary>Asks; whatever happens to a network is an answer, only <paramref name="stop"/> is an exception.</summary>
    public async Task<ServiceReply> Ask(ServiceQuestion question, CancellationToken stop)
    {
        var comeBack = new DateTimeOffset(Volatile.Read(ref _comeBack), TimeSpan.Zero);
        if (comeBack > _time.GetUtcNow())
            return Limited("đã yêu cầu tạm ngừng", "has asked to be left alone", comeBack);
        if (_budget?.Take() is { } later)
            return Limited("đã hết hạn mức yêu cầu", "has used up its budget", later);
        try
        {
            return await _pipeline.ExecuteAsync(async limit => await Send(question, limit), stop);
        }
        catch (TimeoutRejectedException)
        {
            return Trouble(ServiceTroubleKind.TimedOut, "không trả lời kịp thời hạn", "did not answer in time");
        }
        catch (BrokenCircuitException resting)
        {
            return Trouble(
                ServiceTroubleKind.Unreachable, "liên tục không phản hồi nên tạm thời không được gọi",
                "has failed repeatedly and is left alone for a while", _time.GetUtcNow() + (resting.RetryAfter ?? RestWhenUnsaid));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return Trouble(ServiceTroubleKind.Unreachable, "không kết nối được", "cannot be reached");
        }
    }

    private async Task<ServiceReply> Send(ServiceQuestion question, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(question.Body is null ? HttpMethod.Get : HttpMethod.Post, _address);
        if (question.Body is not null)
            request.Content = new ByteArrayContent(question.Body) { Headers = { ContentType = new(question.MediaType) } };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (response.StatusCode == HttpStatusCode.TooManyRequests
            || (!response.IsSuccessStatusCode && response.Headers.RetryAfter is not null))
            return Limited("nhận quá nhiều yêu cầu", "gets too many requests", Again(response.Headers.RetryAfter));
        if (!response.IsSuccessStatusCode)
            return Trouble(
                ServiceTroubleKind.Refused, $"từ chối (HTTP {(int)response.StatusCode})", $"refused (HTTP {(int)response.StatusCode})");
        return await Read(await response.Content.ReadAsStreamAsync(stop), question.MostBytes, stop) is { } bytes
            ? new ServiceReply(bytes, null)
            : Trouble(ServiceTroubleKind.Untrusted, "trả lời quá dài", "answered with more than an answer can be");
    }

    private static async Task<byte[]?> Read(Stream body, int most, CancellationToken stop)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int read; (read = await body.ReadAsync(buffer, stop)) > 0;)
        {
            if (kept.Length + read > most)
                return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    // never for long: one answer, perhaps not even the service's, must not silence it for good
    private DateTimeOffset Again(RetryConditionHeaderValue? wish)
    {
        var now = _time.GetUtcNow();
        var rest = wish?.Date - now ?? wish?.Delta ?? RestWhenUnsaid;
        var again = now + (rest < LongestRest ? rest : LongestRest);
        Volatile.Write(ref _comeBack, again.UtcTicks);
        return again;
    }

    private ServiceReply Limited(string vi, string en, DateTimeOffset comeBack) =>
        Trouble(ServiceTroubleKind.RateLimited, vi, en, comeBack);

    private ServiceReply Trouble(ServiceTroubleKind kind, string vi, string en, DateTimeOffset? comeBack = null) =>
        new(null, new ServiceTrouble(_address, kind, vi, en) { ComeBack = comeBack });
}

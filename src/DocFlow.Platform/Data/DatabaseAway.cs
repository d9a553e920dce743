using System.Diagnostics.CodeAnalysis;

namespace DocFlow.Platform.Data;

/// <summary>
/// The database does not answer. Nothing was recorded, unless the answer to a commit was lost: who asks again under the same key learns
/// what became of it. Reaches people as <see cref="Refusal"/>; whoever can wait awaits <see cref="Over"/> and begins anew.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It says what is the matter, as the other exceptions of the house do.")]
public sealed class DatabaseAway(Exception? because, Task back, TimeProvider clock)
    : Exception("The database does not answer: " + (because?.Message ?? "it has been away for a while"), because)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(500);

    /// <summary>What people are told.</summary>
    public static Refusal Refusal { get; } = Refusal.Unavailable("service.database-away",
        "Cơ sở dữ liệu đang không trả lời nên yêu cầu có thể chưa được ghi nhận. Hãy chờ ít phút rồi gửi lại: "
            + "cùng một yêu cầu gửi lại không bao giờ được ghi hai lần.",
        "The database does not answer just now, so the request may not have been recorded. Wait a minute and send it again: "
            + "the same request is never recorded twice.");

    /// <summary>Ends when the database answers again, a little later for each who waits, so that not all come at once.</summary>
    public async Task Over(CancellationToken stop)
    {
        await back.WaitAsync(stop);
        await Task.Delay(Breath * (0.2 + Random.Shared.NextDouble()), clock, stop);
    }
}

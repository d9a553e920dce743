namespace DocFlow.Platform;

/// <summary>The office's clock: Asia/Ho_Chi_Minh, UTC+07:00 all year since 1975.</summary>
public static class VietnamTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>Now, with the office's offset.</summary>
    public static DateTimeOffset OfficeNow(this TimeProvider clock) => clock.GetUtcNow().ToOffset(Offset);

    /// <summary>Today in the office.</summary>
    public static DateOnly OfficeToday(this TimeProvider clock) => DateOnly.FromDateTime(clock.OfficeNow().DateTime);

    /// <summary>The same instant, as the office's wall clock shows it.</summary>
    public static DateTimeOffset InOffice(this DateTimeOffset instant) => instant.ToOffset(Offset);
}

using System.Globalization;

namespace DocFlow.EdXml.Packets;

/// <summary>A day as the packet says it. Real packets carry impossible days (2014/02/30): the text stays, the value is null.</summary>
public readonly record struct PacketDate(string Raw)
{
    public const string Canonical = "yyyy/MM/dd";
    private const string DayFirst = "dd/MM/yyyy";

    public DateOnly? Value => Parse(Raw, Canonical) ?? Parse(Raw, DayFirst);

    public bool IsCanonical => Parse(Raw, Canonical) is not null;

    public static PacketDate On(DateOnly day) => new(day.ToString(Canonical, CultureInfo.InvariantCulture));

    /// <summary>The canonical text where the day exists, else what came.</summary>
    public override string ToString() => Value?.ToString(Canonical, CultureInfo.InvariantCulture) ?? Raw ?? "";

    private static DateOnly? Parse(string? text, string form) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>A moment as the packet says it: Vietnam's wall clock, no zone written.</summary>
public readonly record struct PacketTime(string Raw)
{
    public const string Canonical = "yyyy/MM/dd HH:mm:ss";
    private const string DayFirst = "dd/MM/yyyy HH:mm:ss";
    internal static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    public DateTimeOffset? Value => Parse(Raw, Canonical) ?? Parse(Raw, DayFirst);

    public bool IsCanonical => Parse(Raw, Canonical) is not null;

    public static PacketTime At(DateTimeOffset moment) =>
        new(moment.ToOffset(Vietnam).ToString(Canonical, CultureInfo.InvariantCulture));

    /// <summary>The canonical text where the moment exists, else what came.</summary>
    public override string ToString() => Value?.ToString(Canonical, CultureInfo.InvariantCulture) ?? Raw ?? "";

    // .NET systems say 0001/01/01 00:00:00 where they know no time: in Vietnam there never was such a moment
    private static DateTimeOffset? Parse(string? text, string form) =>
        DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            && clock - DateTime.MinValue >= Vietnam
            ? new DateTimeOffset(clock, Vietnam)
            : null;
}

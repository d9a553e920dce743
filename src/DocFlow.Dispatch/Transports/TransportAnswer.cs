using DocFlow.Platform;

namespace DocFlow.Dispatch.Transports;

/// <summary>What came of a call to an exchange: what was asked for, or why not.</summary>
public sealed class TransportAnswer<T>
{
    private readonly T? _value;

    private TransportAnswer(T? value, TransportFault? fault) => (_value, Fault) = (value, fault);

    /// <summary>Why not; null when it was done.</summary>
    public TransportFault? Fault { get; }

    /// <summary>What was asked for.</summary>
    /// <exception cref="InvalidOperationException">There was a fault.</exception>
    public T Value => Fault is null ? _value! : throw new InvalidOperationException(Fault.ToString());

    public static implicit operator TransportAnswer<T>(T value) => new(value, null);

    public static implicit operator TransportAnswer<T>(TransportFault fault) => new(default, fault);

    /// <summary>The next step with what came, unless there was a fault.</summary>
    public TransportAnswer<TNext> Then<TNext>(Func<T, TransportAnswer<TNext>> next) => Fault is { } fault ? fault : next(_value!);
}

/// <summary>
/// Why a call to an exchange came to nothing. <c>Code</c> is the axis' own (spec: 10, 15, 18 …) or one of ours: <see cref="NoAnswer"/>,
/// <see cref="Unreadable"/>, or <c>http-404</c>.
/// </summary>
public sealed record TransportFault(string Code, string Said)
{
    /// <summary>The line or the other side is down.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>Something answered, but not as an exchange does; taking it for success would lose documents.</summary>
    public const string Unreadable = "unreadable";

    // a packet that is no good, a stranger, an agency that is unknown, not registered or locked: another try says the same
    private static readonly string[] Final = ["10", "15", "18", "19", "22", "23"];

    // the axis' own trouble, and a file that was broken on its way
    private static readonly string[] Passing = ["20", "21"];

    private const int MostSaid = 500;

    /// <summary>The HTTP status, where one came.</summary>
    public int? Status { get; init; }

    /// <summary>When the other side wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether another try may help: no answer, a server's fault, too many calls, what the axis calls its own trouble.</summary>
    public bool WorthAnotherTry => Passing.Contains(Code)
        || (!Final.Contains(Code) && Status is null or (>= 200 and < 300) or >= 500 or 408 or 425 or 429);

    /// <summary>Whether it speaks against the line or the other side, not against this packet.</summary>
    public bool OfTheLine => WorthAnotherTry && Code != "21";

    /// <summary>The first of what was said.</summary>
    public static string Beginning(string said) => Shortened.Of(said, MostSaid);

    public override string ToString() => $"{Code}: {Said}";
}

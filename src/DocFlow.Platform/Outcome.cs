namespace DocFlow.Platform;

/// <summary>What a write session looks at: an outcome that is refused is rolled back.</summary>
public interface IOutcome
{
    /// <summary>The refusal, or null when it was done.</summary>
    Refusal? Refusal { get; }
}

/// <summary>Either the answer of an act or its refusal; both convert by themselves, so a slice just returns the one it has.</summary>
public sealed class Outcome<T> : IOutcome
{
    private readonly T? _answer;

    private Outcome(T? answer, Refusal? refusal) => (_answer, Refusal) = (answer, refusal);

    /// <inheritdoc />
    public Refusal? Refusal { get; }

    /// <summary>The answer; asking a refused outcome for it is a fault of the caller.</summary>
    public T Answer => Refusal is null ? _answer! : throw new InvalidOperationException($"Refused: {Refusal.Code}. {Refusal.En}");

    /// <summary>Goes on with the answer, or carries the refusal along.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, TNext> next) => Refusal is null ? next(Answer) : Refusal;

    /// <summary>An answer is an outcome.</summary>
    public static implicit operator Outcome<T>(T answer) => new(answer, null);

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

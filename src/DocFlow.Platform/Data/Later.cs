namespace DocFlow.Platform.Data;

/// <summary>An answer of the database that comes with the next one's; whoever wants it before has it fetched.</summary>
public sealed class Later<T>
{
    private readonly Func<Task> _fetch;
    private T _answer = default!;
    private bool _came;

    internal Later(Func<Task> fetch) => _fetch = fetch;

    internal Later(T answer) => (_answer, _came, _fetch) = (answer, true, () => Task.CompletedTask);

    /// <summary>The answer.</summary>
    public async Task<T> Answer()
    {
        if (!_came)
            await _fetch();
        return _answer;
    }

    internal void Came(T answer) => (_answer, _came) = (answer, true);
}

using System.Data.Common;

namespace DocFlow.Platform.Data;

/// <summary>A look of one statement, which agrees with itself: no transaction is begun and ended for it.</summary>
internal sealed class Glance(DbConnection connection, Dialect dialect, CancellationToken stop)
    : ReadSession(connection, null, dialect, stop)
{
    private bool _looked;

    public override Task<IReadOnlyList<T>> List<T>(string sql, object? parameters = null)
    {
        if (_looked)
            throw new InvalidOperationException("A glance is one statement; several that must agree are asked in Database.Read.");
        _looked = true;
        return base.List<T>(sql, parameters);
    }

    public override async Task<Later<IReadOnlyList<T>>> Ask<T>(string sql, object parameters) => new(await List<T>(sql, parameters));
}

using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace DocFlow.Platform.Data;

/// <summary>
/// A connection to SQLite that stays open between sessions and keeps what it has prepared: parsing and planning a statement costs more
/// than running it, and a closed connection forgets both.
/// </summary>
internal sealed class KeptConnection(string connection, ConcurrentStack<KeptConnection> idle) : SqliteConnection(connection)
{
    private const int MostIdle = 8;
    private const int MostStatements = 400;

    private readonly Dictionary<string, Prepared> _prepared = [];
    private bool _ready;

    public override void Open()
    {
        if (_ready)
            return;

        base.Open();
        using var pragma = base.CreateCommand();
        // FULL: an act that was answered is on the disk, also when the power goes
        // a longer log is copied into the file less often: a page changed many times meanwhile once
        pragma.CommandText = """
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma wal_autocheckpoint = 4000;
            pragma temp_store = memory;
            """;
        pragma.ExecuteNonQuery();
        _ready = true;
    }

    public override SqliteCommand CreateCommand() =>
        new Statement { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };

    public override void Close()
    {
        _ready = false;
        _prepared.Clear();
        base.Close();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _ready && Transaction is null && idle.Count < MostIdle)
            idle.Push(this);
        else
            base.Dispose(disposing);
    }

    [SuppressMessage("Security", "CA2100", Justification = "The text is that of a command already made.")]
    private Prepared? Find(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var found) && _prepared.Count < MostStatements)
            _prepared.Add(sql, found = new Prepared { Connection = this, CommandText = sql });
        return found is { Free: true } ? found : null;
    }

    private sealed class Prepared : SqliteCommand
    {
        public bool Free => DataReader is null;
    }

    // what callers hold: text and values; it runs as the prepared command of the same text
    private sealed class Statement : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            if (((KeptConnection)Connection!).Find(CommandText) is not { } prepared)
                return base.ExecuteReader(behavior);

            (prepared.Transaction, prepared.CommandTimeout) = (Transaction, CommandTimeout);
            prepared.Parameters.Clear();
            foreach (SqliteParameter parameter in Parameters)
                prepared.Parameters.Add(parameter);
            return prepared.ExecuteReader(behavior);
        }
    }
}

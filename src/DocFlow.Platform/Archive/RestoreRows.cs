using System.Data;
using System.Data.Common;
using DocFlow.Platform.Data;
using DocFlow.Platform.Trail;

namespace DocFlow.Platform.Archive;

/// <summary>
/// Puts a backup's rows into an empty database, in the one transaction of its session: it holds all of them, as they were, or nothing.
/// </summary>
public sealed class RestoreRows(Migrations migrations)
{
    // SQL Server takes 2,100 parameters and 1,000 rows a statement
    private const int Parameters = 2_000;

    /// <summary>What else must hold of a whole installation: a sentence for each thing that does not.</summary>
    public delegate Task<IReadOnlyList<string>> Audit(ReadSession session);

    /// <summary>Makes the backup's schema, inserts, reads back and compares, verifies the trail, and runs the caller's audit.</summary>
    /// <exception cref="ArchiveException">The backup is of a newer schema, or what came out is not what went in.</exception>
    internal async Task<TrailReport> Run(Session session, string folder, Manifest manifest, Audit audit)
    {
        var schema = SchemaOf(manifest);
        await migrations.Apply(session, script => schema.Contains(script));
        var kept = manifest.Tables.ToDictionary(table => table.Name);
        foreach (var table in TakeSnapshot.Tables(schema))
        {
            if (!kept.Remove(table.Name, out var rows) || !rows.Columns.SequenceEqual(table.Columns.Select(column => column.Name)))
                throw ArchiveSentences.Damaged(folder, table.Name);
            await Insert(session, table, Path.Combine(folder, rows.File.Path));
            await Compare(session, table, rows);
        }

        if (kept.Count > 0)
            throw ArchiveSentences.Damaged(folder, string.Join(", ", kept.Keys));
        return await Verify(session, manifest, audit);
    }

    private List<Migrations.Script> SchemaOf(Manifest manifest)
    {
        var known = migrations.Scripts().ToDictionary(script => (script.Number, script.Hash));
        return
        [
            .. manifest.Schema.Select(step =>
                known.GetValueOrDefault((step.Number, step.Sha256)) ?? throw ArchiveSentences.Newer(manifest.DocFlow)),
        ];
    }

    private static async Task Insert(Session session, Table table, string file)
    {
        await session.Execute($"delete from {table.Name}"); // what a migration put there is in the backup too
        var size = Parameters / table.Columns.Count;
        await using var whole = Statement(session, table, size);
        await foreach (var lines in RowFile.Lines(file).Chunk(size).WithCancellation(session.Stop))
        {
            if (lines.Length == size)
            {
                await Execute(whole, table, lines, session.Stop);
                continue;
            }

            await using var rest = Statement(session, table, lines.Length);
            await Execute(rest, table, lines, session.Stop);
        }
    }

    private static DbCommand Statement(Session session, Table table, int rows)
    {
        var columns = table.Columns.Count;
        var names = string.Join(", ", table.Columns.Select(column => column.Name));
        var values = Enumerable.Range(0, rows).Select(row =>
            $"({string.Join(", ", Enumerable.Range(row * columns, columns).Select(place => $"@p{place}"))})");
        var command = session.Prepare($"insert into {table.Name} ({names}) values {string.Join(", ", values)}");
        for (var place = 0; place < rows * columns; place++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"p{place}";
            if (table.Columns[place % columns].Kind == "bytes")
                parameter.DbType = DbType.Binary; // SQL Server takes an untyped null for text
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static Task<int> Execute(DbCommand command, Table table, string[] lines, CancellationToken stop)
    {
        foreach (var (place, value) in lines.SelectMany(line => RowFormat.Read(line, table)).Index())
            TypeHandlers.Bind(command.Parameters[place], value);
        return command.ExecuteNonQueryAsync(stop);
    }

    private static async Task Compare(Session session, Table table, TableRows rows)
    {
        var digest = await RowFile.Look(session, table);
        if (digest.Rows != rows.Rows)
            throw ArchiveSentences.Unlike($"{table.Name} has {digest.Rows} rows instead of {rows.Rows}");
        if (digest.Sum != rows.Sum)
            throw ArchiveSentences.Unlike($"the rows of {table.Name} are not those that were backed up");
    }

    private static async Task<TrailReport> Verify(Session session, Manifest manifest, Audit audit)
    {
        var trail = await TrailVerification.Run(session, manifest.NodeKey, manifest.Trail?.Hash);
        if ((await audit(session)).Concat(trail.Findings).FirstOrDefault() is { } finding)
            throw ArchiveSentences.Unlike(finding);
        return trail;
    }
}

using DocFlow.Platform.Data;
using DocFlow.Platform.Reconciling;
using DocFlow.Platform.Trail;

namespace DocFlow.Platform.Archive;

/// <summary>
/// The first half of a backup: every row, and the name of every file that the rows stand on, in one look at the database.
/// </summary>
public sealed class TakeSnapshot(Database database, DataOptions options, Migrations migrations, IEnumerable<Room> rooms, TimeProvider clock)
{
    /// <summary>The list of file names in a backup.</summary>
    public const string FileList = "files.gz";

    // of processes that will not be there; the migrations that have run are in the manifest
    private static readonly string[] Left = ["platform_lease", "platform_process"];

    /// <summary>The tables that a backup of this schema holds, each behind those it refers to.</summary>
    internal static IReadOnlyList<Table> Tables(IEnumerable<Migrations.Script> scripts) =>
        [.. Schema.After(scripts.Select(script => script.Text)).Where(table => !Left.Contains(table.Name))];

    /// <summary>Writes the rows and the file names into this folder; what the manifest will say of them.</summary>
    internal Task<Manifest> Run(string folder, string nodeKey, CancellationToken stop) => database.Snapshot(async session =>
    {
        var schema = await SchemaOf(session);
        var takenAt = clock.GetUtcNow();
        PrivateFile.Folder(Path.Combine(folder, "rows"));
        var rows = new List<TableRows>();
        foreach (var table in Tables(schema))
            rows.Add(await Write(session, table, folder, stop));

        var names = 0L;
        await PrivateFile.Write(Path.Combine(folder, FileList), async file => names = await RowFile.Write(file, NamesIn(session)));
        var head = await TrailRoot.Latest(session);
        return new Manifest
        {
            DocFlow = typeof(TakeSnapshot).Assembly.GetName().Version!.ToString(),
            Engine = options.Engine,
            TakenAt = takenAt,
            Schema = [.. schema.Select(script => new SchemaStep(script.Number, script.Hash))],
            Tables = rows,
            Files = await PrivateFile.Describe(folder, FileList, stop),
            FileCount = names,
            Absent = [],
            Keys = null,
            Trail = head is null ? null : new TrailHead(head.Number, head.Hash),
            NodeKey = nodeKey,
        };
    }, stop);

    /// <summary>Whether a file is still named: one that is gone and not named any more was destroyed by an act.</summary>
    internal Task<bool> StillNamed(string sha256, CancellationToken stop) => database.Read(async session =>
        (await FileOwners.Of(rooms, session, FilePart.Of(sha256))).ContainsKey(sha256), stop);

    private async IAsyncEnumerable<string> NamesIn(ReadSession session)
    {
        foreach (var part in FilePart.All)
        {
            foreach (var sha256 in (await FileOwners.Of(rooms, session, part)).Keys)
                yield return sha256;
        }
    }

    private async Task<IReadOnlyList<Migrations.Script>> SchemaOf(ReadSession session)
    {
        if (await session.One<long>(session.Dialect.TableExists, new { Table = "platform_migration" }) == 0)
            throw ArchiveSentences.NotInstalled(options.Connection);
        var known = migrations.Scripts().ToDictionary(script => script.Number);
        var applied = await Migrations.AppliedIn(session);
        return [.. applied.Select(step => known.GetValueOrDefault(step.Number) ?? throw ArchiveSentences.UnknownSchema(step.Number))];
    }

    private static async Task<TableRows> Write(ReadSession session, Table table, string folder, CancellationToken stop)
    {
        var (path, digest) = ($"rows/{table.Name}.jsonl.gz", new RowsDigest());
        await PrivateFile.Write(Path.Combine(folder, path), async file => digest = await RowFile.Write(file, session, table));
        var part = await PrivateFile.Describe(folder, path, stop);
        return new TableRows(table.Name, [.. table.Columns.Select(column => column.Name)], digest.Rows, digest.Sum, part);
    }
}

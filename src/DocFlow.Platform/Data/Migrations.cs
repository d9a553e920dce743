using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace DocFlow.Platform.Data;

/// <summary>
/// Brings the schema up to date, under a lock: numbered scripts, one copy for all engines, never edited once shipped. A script only adds,
/// so that older processes go on working; one whose name begins with <c>contract</c> takes away what only older versions used.
/// </summary>
public sealed partial class Migrations(Database database, IEnumerable<Room> rooms)
{
    /// <summary>One numbered script.</summary>
    internal sealed record Script(int Number, string Name, string Text)
    {
        /// <summary>Whether it takes something away.</summary>
        public bool TakesAway => SchemaState.IsContract(Name);

        /// <summary>SHA-256 of its text.</summary>
        public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    /// <summary>A script that has run in a database.</summary>
    internal sealed record AppliedRow
    {
        /// <summary>Its number.</summary>
        public required int Number { get; init; }

        /// <summary>Its file.</summary>
        public required string Name { get; init; }

        /// <summary>Its hash at that time.</summary>
        public required string Sha256 { get; init; }
    }

    /// <summary>The newest migration that this version knows; a version of the past for tests.</summary>
    public int Newest { get; init; } = int.MaxValue;

    /// <summary>
    /// Applies what is missing, and tells their names; what takes something away only where it is asked for or the database is new.
    /// </summary>
    /// <exception cref="InvalidOperationException">A script that has already run was edited, or two carry one number.</exception>
    public Task<IReadOnlyList<string>> Apply(bool contract = true, CancellationToken stop = default) => database.Write(async session =>
    {
        var all = contract || (await AppliedIn(session)).Count == 0;
        return await Apply(session, script => all || !script.TakesAway);
    }, stop);

    /// <summary>How the schema stands to this version.</summary>
    public Task<SchemaState> Look(CancellationToken stop = default) => database.Read(async session =>
    {
        var applied = await AppliedIn(session);
        var (scripts, hashes) = (Scripts(), applied.ToDictionary(row => row.Number, row => row.Sha256));
        var pending = scripts.Where(script => !HasRun(script, hashes)).ToList();
        var beyond = applied.Where(row => scripts.All(script => script.Number != row.Number));
        return new SchemaState(
            [.. pending.Select(script => script.Name)],
            pending.Find(script => !script.TakesAway)?.Name,
            beyond.FirstOrDefault(row => SchemaState.IsContract(row.Name))?.Name);
    }, stop);

    /// <summary>Applies what is missing of those that are wanted, in this transaction.</summary>
    internal async Task<IReadOnlyList<string>> Apply(Session session, Func<Script, bool> wanted)
    {
        if (session.Dialect.MigrationLock is { } take)
            await session.ExecuteUnhurried(take);
        if (await session.One<long>(session.Dialect.TableExists, new { Table = "platform_migration" }) == 0)
            await session.Execute(Translate(CreateTable, session.Dialect));

        var applied = (await AppliedIn(session)).ToDictionary(row => row.Number, row => row.Sha256);
        var missing = Scripts().Where(script => wanted(script) && !HasRun(script, applied)).ToList();
        foreach (var script in missing)
            await Run(script, session);
        return [.. missing.Select(script => script.Name)];
    }

    /// <summary>The scripts that have run in this database.</summary>
    internal static async Task<IReadOnlyList<AppliedRow>> AppliedIn(ReadSession session) =>
        await session.One<long>(session.Dialect.TableExists, new { Table = "platform_migration" }) == 0
            ? []
            : await session.List<AppliedRow>(Applied);

    private static bool HasRun(Script script, Dictionary<int, string> applied)
    {
        if (!applied.TryGetValue(script.Number, out var hash))
            return false;
        return hash == script.Hash
            ? true
            : throw new InvalidOperationException($"Migration {script.Name} was edited after it had run; write a new one instead.");
    }

    private static async Task Run(Script script, Session session)
    {
        await session.ExecuteUnhurried(Translate(script.Text, session.Dialect));
        await session.Execute(MarkApplied, new { script.Number, script.Name, Sha256 = script.Hash, session.Now });
    }

    /// <summary>All scripts of this program, in their order.</summary>
    internal List<Script> Scripts()
    {
        var assemblies = rooms.Select(room => room.Assembly).Append(typeof(Migrations).Assembly).Distinct();
        var scripts = assemblies.SelectMany(Scripts).Where(script => script.Number <= Newest).OrderBy(script => script.Number).ToList();
        if (scripts.GroupBy(script => script.Number).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidOperationException(
                $"Two migrations carry the number {twice.Key}: {string.Join(", ", twice.Select(s => s.Name))}.");
        return scripts;
    }

    private static IEnumerable<Script> Scripts(Assembly assembly)
    {
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (FileName().Match(resource) is not { Success: true } match)
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new Script(NumberOf(match.Groups[1]), match.Value, reader.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }

    private static string Translate(string sql, Dialect dialect) => Token().Replace(sql, match => match.Groups["table"].Success
        ? dialect.OnTable(match.Groups["table"].Value)
        : dialect.Type(match.Groups["type"].Value, match.Groups["length"].Success ? NumberOf(match.Groups["length"]) : null));

    private static int NumberOf(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d{4})_\w+\.sql$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\{(?:on (?<table>\w+)|(?<type>\w+)(?::(?<length>\d+))?)\}")]
    private static partial Regex Token();

    private const string CreateTable = """
        create table platform_migration (
            number {int} not null primary key,
            name {text:200} not null,
            sha256 {text:64} not null,
            applied_at {time} not null
        )
        """;

    private const string Applied = """
        select number, name, sha256
        from platform_migration
        order by number
        """;

    private const string MarkApplied = """
        insert into platform_migration (number, name, sha256, applied_at)
        values (@Number, @Name, @Sha256, @Now)
        """;
}

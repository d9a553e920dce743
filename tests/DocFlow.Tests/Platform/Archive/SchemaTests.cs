using DocFlow.Platform.Data;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Archive;

/// <summary>A table or a file that a migration adds cannot be forgotten by a backup.</summary>
public sealed class SchemaTests
{
    // hashes of what is kept elsewhere, or is no file of the content store
    private static readonly string[] NoFiles =
    [
        "platform_request.request_sha256", "workflow_case.file_sha256", "workflow_act.seen_sha256", "workflow_act.new_sha256",
        "workflow_signature.seen_sha256", "workflow_signature.signed_sha256", "dispatch_ready.file_sha256", "dispatch_issue.ready_sha256",
    ];

    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task What_the_migrations_declare_is_what_the_engine_has()
    {
        foreach (var table in EveryTable.Declared)
        {
            var columns = await _office.Database.Read(session => session.List<string>(ColumnsOf(session), new { Table = table.Name }));
            Assert.That(columns, Is.EquivalentTo(table.Columns.Select(column => column.Name)), table.Name);
        }

        var tables = await _office.Database.Read(session => session.List<string>(TablesOf(session)));
        Assert.That(tables, Is.EquivalentTo(EveryTable.Declared.Select(table => table.Name).Append("platform_migration")));
    }

    [Test]
    public void A_column_that_names_a_file_is_among_the_files_a_backup_copies()
    {
        var hashes = EveryTable.Declared.SelectMany(table => table.Columns
            .Where(column => column.Name.EndsWith("sha256", StringComparison.Ordinal))
            .Select(column => $"{table.Name}.{column.Name}"));
        var queries = DocFlow.Host.Rooms.All.SelectMany(room => room.Files).Append("image_sha256 signing_key").ToList();

        var forgotten = hashes.Except(NoFiles).Where(name => !queries.Any(query => name.Split('.').All(query.Contains)));

        Assert.That(forgotten, Is.Empty);
    }

    [Test]
    public void Columns_added_later_belong_to_their_table()
    {
        var tables = Schema.After(
        [
            "-- why; really\ncreate table a (\n  id {uuid} not null primary key,\n  name {text:20} null,\n  unique (id, name)\n);\n",
            "alter table a add more {bool} not null default 0;\ncreate index ix on a (more, name);",
        ]);

        Assert.That(tables.Single().Columns.Select(column => $"{column.Name} {column.Kind}"),
            Is.EqualTo(new[] { "id uuid", "name text", "more bool" }));
    }

    [TestCase("create virtual table f using fts5(x)")]
    [TestCase("alter table a rename to b")]
    [TestCase("create table a (id uuid)")]
    public void A_statement_that_is_not_understood_is_a_fault(string statement) =>
        Assert.That(() => Schema.After([statement]), Throws.InvalidOperationException);

    private static string ColumnsOf(ReadSession session) => session.Dialect.TableExists.Contains("sqlite_master", StringComparison.Ordinal)
        ? "select name from pragma_table_info(@Table)"
        : "select column_name from information_schema.columns where table_name = @Table";

    private static string TablesOf(ReadSession session) => session.Dialect.TableExists.Contains("sqlite_master", StringComparison.Ordinal)
        ? "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
        : "select table_name from information_schema.tables where table_schema = current_schema()";
}

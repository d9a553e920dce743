using DocFlow.Platform.Data;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Archive;

/// <summary>A table that a migration adds cannot be forgotten by a backup.</summary>
public sealed class SchemaTests
{
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

    [Test]
    public void What_a_migration_takes_away_is_gone()
    {
        var tables = Schema.After(
        [
            "create table a (\n  id {uuid} not null,\n  old {int} null\n);\ncreate table b (id {int} null);",
            "alter table a drop column old;\ndrop table b;",
        ]);

        Assert.That(tables.Single().Columns.Select(column => column.Name), Is.EqualTo(new[] { "id" }));
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

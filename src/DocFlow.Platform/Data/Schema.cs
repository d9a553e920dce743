using static DocFlow.Platform.Data.SchemaWords;

namespace DocFlow.Platform.Data;

/// <summary>A column as its migration declares it.</summary>
/// <param name="Name">In snake_case.</param>
/// <param name="Kind">The type token: uuid, text, int, bigint, bool, time, date or bytes.</param>
public sealed record Column(string Name, string Kind);

/// <summary>A table as the migrations leave it.</summary>
public sealed record Table(string Name, IReadOnlyList<Column> Columns);

/// <summary>
/// The tables of a schema, read from the text of its migrations: whoever carries rows from engine to engine can forget none of them. A
/// statement that this reader does not know is a fault, so a new kind of migration is noticed by the first test.
/// </summary>
public static class Schema
{
    /// <summary>The tables in the order of their creation: a table stands behind those it refers to.</summary>
    /// <exception cref="InvalidOperationException">A statement is of a kind that is not known here.</exception>
    public static IReadOnlyList<Table> After(IEnumerable<string> scripts)
    {
        var tables = new List<Table>();
        foreach (var statement in scripts.SelectMany(Statements))
            Take(statement, tables);
        return tables;
    }

    private static IEnumerable<string> Statements(string script) =>
        Comment().Replace(script, "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void Take(string statement, List<Table> tables)
    {
        if (Create().Match(statement) is { Success: true } created)
            tables.Add(new Table(created.Groups[1].Value, [.. ColumnsOf(created.Groups[2].Value)]));
        else if (Add().Match(statement) is { Success: true } added)
            Change(tables, added.Groups[1].Value, columns => columns.Concat(ColumnsOf(added.Groups[2].Value)));
        else if (Drop().Match(statement) is { Success: true } dropped)
            tables.RemoveAll(table => table.Name == dropped.Groups[1].Value);
        else if (DropColumn().Match(statement) is { Success: true } less)
            Change(tables, less.Groups[1].Value, columns => columns.Where(column => column.Name != less.Groups[2].Value));
        else if (!Other().IsMatch(statement))
            throw new InvalidOperationException($"Schema does not know what this statement does to the tables: {statement}");
    }

    private static void Change(List<Table> tables, string name, Func<IReadOnlyList<Column>, IEnumerable<Column>> change)
    {
        var place = tables.FindIndex(table => table.Name == name);
        if (place < 0)
            throw new InvalidOperationException($"A migration changes the unknown table {name}.");
        tables[place] = tables[place] with { Columns = [.. change(tables[place].Columns)] };
    }

    private static IEnumerable<Column> ColumnsOf(string lines)
    {
        foreach (var line in Outside().Split(lines).Select(line => line.Trim()))
        {
            if (Declared().Match(line) is { Success: true } column)
                yield return new Column(column.Groups[1].Value, column.Groups[2].Value);
            else if (!Constraint().IsMatch(line))
                throw new InvalidOperationException($"Schema does not know what this line declares: {line}");
        }
    }
}

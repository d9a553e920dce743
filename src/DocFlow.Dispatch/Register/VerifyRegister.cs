using DocFlow.Dispatch.Numbering;
using DocFlow.Platform.Data;

namespace DocFlow.Dispatch.Register;

/// <summary>
/// What `docflow register verify` asks of the outgoing register: every book of every year runs 1..n without gap or double, void numbers
/// counted.
/// </summary>
public static class VerifyRegister
{
    /// <summary>One book of one year; <c>Faults</c> is empty when it is whole.</summary>
    public sealed record Book(string Name, int Year, int Numbers, int Issued, int Reserved, int Void, IReadOnlyList<string> Faults);

    private sealed record Row
    {
        public required string Book { get; init; }

        public required int Year { get; init; }

        public required int Number { get; init; }

        public required string State { get; init; }
    }

    private sealed record CounterRow
    {
        public required string Name { get; init; }

        public required long Value { get; init; }
    }

    public static async Task<IReadOnlyList<Book>> Handle(ReadSession session)
    {
        var counters = (await session.List<CounterRow>(Counters)).ToDictionary(row => row.Name, row => row.Value);
        var lines = (await session.List<Row>(Numbers)).ToLookup(row => NumberingRules.CounterOf(row.Book, row.Year));
        return [.. lines.Select(book => book.Key).Union(counters.Keys).Order(StringComparer.Ordinal)
            .Select(counter => Check(counter, [.. lines[counter]], (int)counters.GetValueOrDefault(counter)))];
    }

    // the counter knows of numbers whose lines are gone, be it the last ones or all of a book
    private static Book Check(string counter, List<Row> rows, int taken)
    {
        var (year, name) = NumberingRules.BookOfCounter(counter);
        var last = Math.Max(rows.Select(row => row.Number).DefaultIfEmpty().Max(), taken);
        var times = rows.CountBy(row => row.Number).ToDictionary();
        var missing = Enumerable.Range(1, last).Where(number => !times.ContainsKey(number)).Select(number => $"{number} is missing");
        var doubles = times.Where(one => one.Value > 1).Select(one => $"{one.Key} stands {one.Value} times");
        var below = times.Keys.Where(number => number < 1).Select(number => $"{number} is no number of a register");
        int Count(string state) => rows.Count(row => row.State == state);
        return new Book(name, year, rows.Count, Count("issued"), Count("reserved"), Count("void"), [.. missing, .. doubles, .. below]);
    }

    private const string Numbers = """
        select book, year, number, state
        from dispatch_issue
        order by year, book, number
        """;

    private const string Counters = """
        select name, value
        from platform_counter
        where name like 'outgoing/%'
        """;
}

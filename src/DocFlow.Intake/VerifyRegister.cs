using System.Globalization;
using DocFlow.Platform.Data;

namespace DocFlow.Intake;

/// <summary>Says of each year whether the arrival numbers run from 1 to the last one taken, without a gap and without a double.</summary>
public static class VerifyRegister
{
    /// <summary>A year's register; whole when nothing is missing and nothing doubled.</summary>
    /// <param name="Year">The year.</param>
    /// <param name="Entries">Numbers in the register, voided ones included.</param>
    /// <param name="LastTaken">The highest number the counter gave out.</param>
    /// <param name="Missing">Numbers given out that the register does not have.</param>
    /// <param name="Doubled">Numbers it has more than once, or that the counter never gave out.</param>
    public sealed record YearReport(int Year, int Entries, int LastTaken, IReadOnlyList<int> Missing, IReadOnlyList<int> Doubled)
    {
        /// <summary>Nothing missing, nothing doubled.</summary>
        public bool Whole => Missing.Count == 0 && Doubled.Count == 0;
    }

    private sealed record NumberRow
    {
        public required int Year { get; init; }

        public required int ArrivalNumber { get; init; }
    }

    private sealed record CounterRow
    {
        public required string Name { get; init; }

        public required long Value { get; init; }

        public int Year => int.Parse(Name.AsSpan("incoming/".Length), CultureInfo.InvariantCulture);
    }

    public static async Task<IReadOnlyList<YearReport>> Handle(ReadSession session)
    {
        var numbers = (await session.List<NumberRow>(Numbers)).ToLookup(row => row.Year, row => row.ArrivalNumber);
        var counters = (await session.List<CounterRow>(Counters)).ToDictionary(row => row.Year, row => (int)row.Value);
        var years = numbers.Select(group => group.Key).Union(counters.Keys).Order();
        return [.. years.Select(year => Report(year, [.. numbers[year]], counters.GetValueOrDefault(year)))];
    }

    private static YearReport Report(int year, List<int> numbers, int lastTaken)
    {
        var missing = Enumerable.Range(1, lastTaken).Except(numbers);
        var doubled = numbers.CountBy(number => number)
            .Where(count => count.Value > 1 || count.Key < 1 || count.Key > lastTaken)
            .Select(count => count.Key);
        return new(year, numbers.Count, lastTaken, [.. missing], [.. doubled.Order()]);
    }

    private const string Numbers = """
        select year, arrival_number
        from intake_document
        """;

    private const string Counters = """
        select name, value
        from platform_counter
        where name like 'incoming/%'
        """;
}

namespace DocFlow.JourneyTests.Breaking;

/// <summary>One thing that is done to an installation.</summary>
/// <param name="Kind">What.</param>
/// <param name="Target">To which part, line or disk.</param>
/// <param name="Wait">How long after the one before.</param>
/// <param name="Time">How long it lasts.</param>
/// <param name="Seed">For what else is left to chance.</param>
internal sealed record Blow(string Kind, string Target, TimeSpan Wait, TimeSpan Time, int Seed);

/// <summary>
/// What is done, in which order: all of it follows from a seed. In each round every part is killed once, and everything else that can go
/// wrong goes wrong once, shuffled.
/// </summary>
internal static class Plan
{
    public const string Kill = "kill";
    public const string Pause = "pause";
    public const string Cut = "cut";
    public const string Silence = "silence";
    public const string Slow = "slow";
    public const string Swallow = "swallow answers";
    public const string Full = "disk full";
    public const string Twice = "messages twice";
    public const string Clock = "clock";

    /// <summary>The rounds, with this much time between two kills on average.</summary>
    public static IReadOnlyList<Blow> Of(Installation house, int seed, int rounds, TimeSpan betweenKills)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rounds).SelectMany(_ => Round(house, random, betweenKills))];
    }

    private static IEnumerable<Blow> Round(Installation house, Random random, TimeSpan betweenKills)
    {
        var parts = house.Parts.Select(part => part.Name).ToArray();
        var lines = house.Lines.Select(line => line.Name).ToArray();
        var services = house.Services.Select(service => service.Name).ToArray();
        (string Kind, string Target)[] all =
        [
            .. parts.Select(part => (Kill, part)),
            .. random.GetItems(parts, 2).Select(part => (Pause, part)),
            .. new[] { Cut, Silence, Slow, Swallow }.Select(kind => (kind, random.GetItems(lines, 1)[0])),
            (Full, "content disk"), (Full, "database disk"), (Twice, "rabbitmq"), (Clock, random.GetItems(services, 1)[0]),
        ];
        random.Shuffle(all);
        var mean = betweenKills * parts.Length / all.Length;
        return [.. all.Select(one => new Blow(
            one.Kind, one.Target, mean * 2 * random.NextDouble(), Lasts(one.Kind, random), random.Next()))];
    }

    private static TimeSpan Lasts(string kind, Random random) => kind switch
    {
        Pause or Silence => TimeSpan.FromSeconds(1 + 14 * random.NextDouble()),
        Slow or Full => TimeSpan.FromSeconds(2 + 4 * random.NextDouble()),
        Clock => TimeSpan.FromSeconds(10 + 10 * random.NextDouble()),
        _ => TimeSpan.Zero,
    };
}

namespace DocFlow.Benchmarks.Load.Auditing;

/// <summary>A paper as the driver remembers it.</summary>
internal sealed record SentPaper(string Key, string Code, bool Issues, string? IssuedCode, IReadOnlyList<string> Recipients)
{
    /// <summary>Why it did not go all the way, where it did not.</summary>
    public string? Trouble { get; init; }
}

/// <summary>A line of the office's register of incoming documents.</summary>
internal sealed record ArrivalLine(int ArrivalNumber, Guid DocumentId, string Code);

/// <summary>A line of the office's register of outgoing documents.</summary>
internal sealed record IssueLine(int Number, Guid CaseId, string Code, string State, string? FileSha256);

/// <summary>A packet as a recipient recorded it, and what it found in it.</summary>
internal sealed record RecordedPacket(string Agency, Guid PacketId, string Code, string? FileSha256, string Verdict);

/// <summary>All that the audit looks at.</summary>
internal sealed record AuditFacts
{
    public required IReadOnlyList<SentPaper> Papers { get; init; }

    public required IReadOnlyList<ArrivalLine> Arrivals { get; init; }

    public required IReadOnlyList<IssueLine> Issues { get; init; }

    public required IReadOnlyList<RecordedPacket> Packets { get; init; }
}

/// <summary>One thing that is not as it must be: lost, doubled, gap, unsigned or stuck.</summary>
internal sealed record Finding(string Kind, string Text);

/// <summary>
/// What a run must leave behind, judged from outside: from what was sent, what both registers say, and what the recipients hold.
/// </summary>
internal static class Audit
{
    public static IReadOnlyList<Finding> Judge(AuditFacts facts) => [.. Lost(facts), .. Doubled(facts), .. Gaps(facts), .. Unsigned(facts)];

    private static IEnumerable<Finding> Lost(AuditFacts facts)
    {
        var arrived = facts.Arrivals.Select(line => line.Code).ToHashSet();
        var issued = facts.Issues.Where(line => line.State == "issued").Select(line => line.Code).ToHashSet();
        var held = facts.Packets.Select(packet => (packet.Agency, packet.Code)).ToHashSet();
        foreach (var paper in facts.Papers)
        {
            if (!arrived.Contains(paper.Code))
                yield return new Finding("lost", $"{paper.Key} ({paper.Code}) is not in the register of incoming documents.");
            if (paper.Trouble is { } why)
                yield return new Finding("stuck", $"{paper.Key} did not go all the way: {why}");
            else if (paper.Issues && paper.IssuedCode is null)
                yield return new Finding("lost", $"{paper.Key} was never issued.");
            if (paper.IssuedCode is not { } code)
                continue;
            if (!issued.Contains(code))
                yield return new Finding("lost", $"{paper.Key} was issued as {code}, which the outgoing register does not know.");
            foreach (var agency in paper.Recipients.Where(agency => !held.Contains((agency, code))))
                yield return new Finding("lost", $"{agency} does not hold {code} ({paper.Key}).");
        }
    }

    private static IEnumerable<Finding> Doubled(AuditFacts facts) =>
    [
        .. Twice(facts.Arrivals, line => line.ArrivalNumber, number => $"arrival number {number} was given"),
        .. Twice(facts.Arrivals, line => line.Code, code => $"{code} was registered"),
        .. Twice(facts.Issues, line => line.Number, number => $"number {number} of the outgoing register was given"),
        .. Twice(facts.Issues.Where(line => line.State == "issued"), line => line.CaseId, id => $"case {id} was issued"),
        .. Twice(facts.Papers.Where(paper => paper.IssuedCode is not null), paper => paper.IssuedCode, code => $"{code} was given"),
        .. Twice(facts.Packets, packet => (packet.Agency, packet.Code), one => $"({one.Agency}, {one.Code}) was recorded"),
    ];

    private static IEnumerable<Finding> Twice<T, TKey>(IEnumerable<T> all, Func<T, TKey> key, Func<TKey, string> what) =>
        from same in all.GroupBy(key) where same.Skip(1).Any() select new Finding("doubled", $"{what(same.Key)} {same.Count()} times.");

    private static IEnumerable<Finding> Gaps(AuditFacts facts) =>
    [
        .. Missing("arrival number", facts.Arrivals.Select(line => line.ArrivalNumber)),
        .. Missing("outgoing number", facts.Issues.Select(line => line.Number)),
    ];

    private static IEnumerable<Finding> Missing(string what, IEnumerable<int> numbers)
    {
        var given = numbers.ToHashSet();
        return Enumerable.Range(1, given.Append(0).Max()).Where(number => !given.Contains(number))
            .Select(number => new Finding("gap", $"{what} {number} is missing."));
    }

    private static IEnumerable<Finding> Unsigned(AuditFacts facts)
    {
        var files = facts.Issues.Where(line => line.State == "issued").ToLookup(line => line.Code, line => line.FileSha256);
        foreach (var packet in facts.Packets)
        {
            if (packet.Verdict != "passed")
                yield return new Finding("unsigned", $"{packet.Code} at {packet.Agency} is {packet.Verdict}.");
            else if (files[packet.Code].FirstOrDefault() is { } file && file != packet.FileSha256)
                yield return new Finding("unsigned", $"{packet.Code} at {packet.Agency} is not the file that was issued.");
        }
    }
}

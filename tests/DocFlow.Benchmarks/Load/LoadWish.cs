namespace DocFlow.Benchmarks.Load;

/// <summary>What a run of the load driver is to do.</summary>
internal sealed record LoadWish
{
    /// <summary>The office's web addresses; calls go round them, and past one that is down.</summary>
    public required IReadOnlyList<Uri> Addresses { get; init; }

    /// <summary>Where the enrolled office is remembered: with its passwords, for the next run.</summary>
    public required string OfficeFile { get; init; }

    /// <summary>
    /// Where the administrator's password stands: what the web process said when it first started, or the file of a seeded office.
    /// </summary>
    public string? FirstWords { get; init; }

    /// <summary>walk or year.</summary>
    public required string Mix { get; init; }

    /// <summary>How many times faster than the clock on the wall papers come; null: as fast as they go.</summary>
    public double? SpeedUp { get; init; }

    /// <summary>The installation's folder, for the product's own commands at the audit; null: they are not asked.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The page of metrics and its token, for what waits in the outbox and the queues; null: nobody is asked.</summary>
    public Uri? Metrics { get; init; }

    public string? MetricsToken { get; init; }

    /// <summary>Seconds of rest after the run, in which idle processes are watched.</summary>
    public int Idle { get; init; }

    /// <summary>How many documents were written into the installation before; no file of theirs is in its store.</summary>
    public int Seeded { get; init; }

    public required int Documents { get; init; }

    /// <summary>Documents that go before, so that what is measured is a process that has warmed up.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Documents under way at a time.</summary>
    public required int AtOnce { get; init; }

    /// <summary>How long a server may be away before a paper is given up.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>The two-digit answers each recipient gives to each document.</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary>NAME=PID,PID: whose CPU seconds are counted under which name.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    public string? ReportFile { get; init; }

    public string? PageFile { get; init; }
}

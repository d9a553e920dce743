using DocFlow.Host.Agency;

namespace DocFlow.Benchmarks.Load.Papers;

/// <summary>One document of the run: what it is, and what is known of it by now.</summary>
internal sealed class Paper
{
    public required int Index { get; init; }

    /// <summary>Names it among all papers of the installation; every request about it bears a key made of it.</summary>
    public required string Key { get; init; }

    /// <summary>Number and notation that its issuer gave it.</summary>
    public required (string Number, string Notation) Code { get; init; }

    public required PaperKind Kind { get; init; }

    /// <summary>To whom it goes when it is issued.</summary>
    public required IReadOnlyList<AgencyEnrolment> Recipients { get; init; }

    /// <summary>Measured, not one of those that warm the processes up.</summary>
    public required bool Counts { get; init; }

    public Guid DocumentId { get; set; }

    public int ArrivalNumber { get; set; }

    public Guid CaseId { get; set; }

    public string? IssuedCode { get; set; }

    public string? FileSha256 { get; set; }

    /// <summary>Why it stopped on its way, where it did.</summary>
    public string? Trouble { get; set; }

    /// <summary>Timestamps of the clock: begun at the clerk's desk, issued (or closed), delivered everywhere.</summary>
    public long Begun { get; set; }

    public long Ended { get; set; }

    public long Delivered { get; set; }
}

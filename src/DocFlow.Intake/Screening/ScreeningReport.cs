using System.Text.Json;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake.Screening;

/// <summary>Why a file waits for the clerk's recorded decision before it may be registered.</summary>
public enum Hold
{
    /// <summary>A line on page 1 reads like a secrecy mark (Mật, Tối mật, Tuyệt mật).</summary>
    SecrecyMark,

    /// <summary>Other files are enclosed inside the PDF, which no page shows.</summary>
    EmbeddedFiles,

    /// <summary>A signature in it is broken (Decree 30/2020, Article 21: authenticity and integrity are checked on arrival).</summary>
    BrokenSignature,

    /// <summary>Its structure was damaged and had to be rebuilt to be read: what other programs show may differ.</summary>
    DamagedStructure,
}

/// <summary>What was found in a received file; kept with it as it was on arrival.</summary>
public sealed record ScreeningReport
{
    public required int Pages { get; init; }

    /// <summary>Names of the files enclosed inside the PDF.</summary>
    public IReadOnlyList<string> EmbeddedFiles { get; init; } = [];

    /// <summary>Signatures already in the file.</summary>
    public IReadOnlyList<SignatureSeen> Signatures { get; init; } = [];

    /// <summary>The line of page 1 that reads like a secrecy mark.</summary>
    public string? SecrecyMark { get; init; }

    /// <summary>Registered documents that already carry exactly this file.</summary>
    public IReadOnlyList<EarlierArrival> SeenBefore { get; init; } = [];

    /// <summary>What a clerk must decide on first.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>
    /// Why a file that an accepted packet brought cannot be shown or registered by itself; an upload is refused for the same.
    /// </summary>
    public FileFault? Unusable { get; init; }

    /// <summary>As it is kept with its file.</summary>
    public static ScreeningReport Read(string json) => JsonSerializer.Deserialize<ScreeningReport>(json, MessageJson.Options)!;

    /// <summary>For keeping.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MessageJson.Options);
}

/// <summary>A refusal's code and sentences, kept with a file that had to be taken in.</summary>
public sealed record FileFault(string Code, string Vi, string En);

/// <summary>A signature in a received file and its verdict on arrival.</summary>
/// <param name="Signer">Name in the certificate.</param>
/// <param name="Indication">TOTAL-PASSED, TOTAL-FAILED or INDETERMINATE.</param>
/// <param name="Vi">Integrity, identity and later changes in sentences a clerk understands.</param>
/// <param name="En">The same in English.</param>
public sealed record SignatureSeen(string Signer, string Indication, string Vi, string En);

/// <summary>A document that was registered before.</summary>
public sealed record EarlierArrival
{
    public required Guid DocumentId { get; init; }

    public required int Year { get; init; }

    public required int ArrivalNumber { get; init; }

    public required DateOnly ArrivedOn { get; init; }

    public string? CodeNumber { get; init; }

    public string? CodeNotation { get; init; }

    public required string OrganName { get; init; }

    public required string Subject { get; init; }
}

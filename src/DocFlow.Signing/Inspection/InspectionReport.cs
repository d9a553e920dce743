using DocFlow.Signing.Verification;

namespace DocFlow.Signing.Inspection;

/// <summary>What an incoming file may ask for at most.</summary>
public sealed record InspectionLimits
{
    /// <summary>Bytes of the file.</summary>
    public long Bytes { get; init; } = 100L << 20;

    /// <summary>Pages.</summary>
    public int Pages { get; init; } = 2_000;

    /// <summary>Values looked at while walking the object graph.</summary>
    public int Values { get; init; } = 5_000_000;

    /// <summary>Decoded bytes of the first page's content.</summary>
    public int ContentBytes { get; init; } = 16 << 20;
}

/// <summary>Whether the file could be looked into at all.</summary>
public enum FileState
{
    /// <summary>It is a PDF and was walked through.</summary>
    Readable,

    /// <summary>It is not a PDF.</summary>
    NotAPdf,

    /// <summary>It ends before it is complete.</summary>
    Truncated,

    /// <summary>Its structure is damaged.</summary>
    Damaged,

    /// <summary>It is larger than allowed, in bytes or pages.</summary>
    TooLarge,

    /// <summary>Looking into it would take more memory or work than any letter needs.</summary>
    TooMuch,
}

/// <summary>What a letter has no need of.</summary>
public enum ConcernKind
{
    /// <summary>The file is encrypted.</summary>
    Encrypted,

    /// <summary>It carries scripts.</summary>
    JavaScript,

    /// <summary>It starts programs.</summary>
    Launch,

    /// <summary>It carries other files.</summary>
    EmbeddedFile,

    /// <summary>It sends or fetches form data.</summary>
    FormData,

    /// <summary>It opens other files or file addresses.</summary>
    RemoteFile,

    /// <summary>It plays media, three-dimensional or rich content.</summary>
    Media,

    /// <summary>It carries an XFA form, which shows something other than its pages.</summary>
    Xfa,

    /// <summary>Its structure was damaged and had to be rebuilt, so that other programs may show it differently or not at all.</summary>
    Damaged,
}

/// <summary>The secrecy levels of the Law on State Secrets as they are printed on a document.</summary>
public enum SecrecyMark
{
    /// <summary>MẬT.</summary>
    Mat,

    /// <summary>TỐI MẬT.</summary>
    ToiMat,

    /// <summary>TUYỆT MẬT.</summary>
    TuyetMat,
}

/// <summary>One concern and the object it was met in.</summary>
public sealed record Concern(ConcernKind Kind, string Where, Sentence Text);

/// <summary>What was found in a file by walking its decoded objects. Verdicts on signatures come from the verifier.</summary>
public sealed record InspectionReport
{
    /// <summary>Whether it could be read; everything below is empty when not.</summary>
    public required FileState State { get; init; }

    /// <summary>Why it could not be read; null when it could.</summary>
    public Sentence? Reason { get; init; }

    /// <summary>The size of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>The number of pages.</summary>
    public int PageCount { get; init; }

    /// <summary>Everything a letter has no need of; one entry a kind and place.</summary>
    public IReadOnlyList<Concern> Concerns { get; init; } = [];

    /// <summary>The names of the signature fields that carry a signature.</summary>
    public IReadOnlyList<string> SignedFields { get; init; } = [];

    /// <summary>The text of the first page, line by line from the top, where it can be read.</summary>
    public IReadOnlyList<string> FirstPage { get; init; } = [];

    /// <summary>The gravest secrecy mark that stands as a line of its own on the first page.</summary>
    public SecrecyMark? Secrecy { get; init; }
}

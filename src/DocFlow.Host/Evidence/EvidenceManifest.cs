namespace DocFlow.Host.Evidence;

/// <summary>
/// What a file of evidence says of itself, signed with the node's key: every entry but this one and its signature, and what is no more.
/// </summary>
public sealed record EvidenceManifest
{
    public const string File = "manifest.json";
    public const string Signature = "manifest.sig";
    public const string KeyFile = "guide/node.pem";
    public const string GuideFile = "guide/how-to-check.txt";
    public const string SliceFile = "trail/slice.json";
    public const string RootsFile = "trail/roots.txt";

    /// <summary>An entry.</summary>
    public sealed record Part(string Path, string Kind, long Length, string Sha256);

    /// <summary>
    /// A file that the rows name and the installation no longer has: "destroyed" by an act, "damaged" on its disk, or "missing" there.
    /// </summary>
    public sealed record Gone(string Kind, string Name, string Sha256, string Why);

    /// <summary>A root of the trail.</summary>
    public sealed record Head(int Number, string Hash, DateTimeOffset SealedAt);

    /// <summary>The version of this form.</summary>
    public int DocFlowEvidence { get; init; } = 1;

    /// <summary>Whose installation gives the evidence.</summary>
    public required string AgencyCode { get; init; }

    /// <summary>Its name.</summary>
    public required string AgencyName { get; init; }

    /// <summary>The document's id there.</summary>
    public required Guid Document { get; init; }

    /// <summary>Its ids on the exchange.</summary>
    public required IReadOnlyList<string> ExchangeIds { get; init; }

    /// <summary>The latest root of the trail: everything is as it was then.</summary>
    public required Head? TrailRoot { get; init; }

    /// <summary>The entries, in their order.</summary>
    public required IReadOnlyList<Part> Files { get; init; }

    /// <summary>What is named by its hash only.</summary>
    public required IReadOnlyList<Gone> Absent { get; init; }

    /// <summary>The public key that signed this: SubjectPublicKeyInfo in base64.</summary>
    public required string NodeKey { get; init; }
}

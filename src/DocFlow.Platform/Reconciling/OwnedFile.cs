namespace DocFlow.Platform.Reconciling;

/// <summary>A file of the content store that a row names.</summary>
public sealed record OwnedFile
{
    /// <summary>Its name in the store.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid Subject { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>A sixteenth of the content store, so that a million documents are compared in little memory.</summary>
public sealed record FilePart(string From, string To)
{
    /// <summary>The part that has this file only.</summary>
    public static FilePart Of(string sha256) => new(sha256, sha256 + Digits[^1]);

    private const string Digits = "0123456789abcdefg";

    /// <summary>All of them.</summary>
    public static IEnumerable<FilePart> All => Digits.Zip(Digits.Skip(1), (from, to) => new FilePart($"{from}", $"{to}"));
}

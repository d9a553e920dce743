namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Every forged file there is, class by class.</summary>
internal static class Catalogue
{
    private static readonly Lazy<IReadOnlyList<Attack>> Made = new(() =>
    [
        .. ForgedDictionaries.All(), .. AppendedSaves.All(), .. Wrappings.All(), .. Shadows.All(), .. Suppliers.All(),
        .. Certifications.All(), .. ChangedFields.All(), .. SwappedObjects.All(), .. XrefGames.All(), .. ReaderGames.All(),
        .. ForgedCms.All(), .. ForgedTrust.All(), .. AttackedEvidence.All(), .. ForgedStamps.All(),
    ]);

    public static IReadOnlyList<Attack> All => Made.Value;

    /// <summary>Honest files, written without any program.</summary>
    public static IReadOnlyList<ValidFile> Valid { get; } = [.. HonestUpdates.All(), .. EvidenceUpdates.All()];
}

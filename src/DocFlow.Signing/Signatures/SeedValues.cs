using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Signatures;

/// <summary>What whoever made a field demands of its signature (ISO 32000-2, 12.7.5.5, table 237); mere wishes are not looked at.</summary>
internal static class SeedValues
{
    private const int Filter = 1, SubFilter = 2, Reasons = 8, DigestMethod = 64;

    /// <summary>
    /// What a signature as asked for would not fulfil, or null. <paramref name="certifies"/> is the level if it would be one.
    /// </summary>
    public static SigningRefusal? Refused(PdfDocument document, FormField field, SignatureRequest request, int? certifies)
    {
        if (document.Dictionary(field.Dictionary["SV"]) is not { } seed)
            return null;

        var required = document.Resolve(seed["Ff"]).AsInteger ?? 0;
        var unmet = new[]
        {
            (Key: "Filter", Bit: Filter, Ours: SignatureObject.Filter),
            (Key: "SubFilter", Bit: SubFilter, Ours: SignatureObject.SubFilter),
            (Key: "Reasons", Bit: Reasons, Ours: request.Reason ?? ""),
            (Key: "DigestMethod", Bit: DigestMethod, Ours: request.Hash.Name!),
        }.Where(rule => (required & rule.Bit) != 0)
            .Where(rule => Words(document, seed[rule.Key]) is { Count: > 0 } words && !words.Contains(rule.Ours))
            .Select(rule => rule.Key);
        return unmet.FirstOrDefault() is { } key
            ? Refusal(field, key, Words(document, seed[key]))
            : Level(document, field, seed, certifies);
    }

    /// <summary>/MDP: 0 an approval, 1 to 3 a certification of that level.</summary>
    private static SigningRefusal? Level(PdfDocument document, FormField field, PdfDictionary seed, int? certifies)
    {
        var level = document.Resolve(document.Dictionary(seed["MDP"])?["P"]).AsInteger;
        return level is null || level == (certifies ?? 0) ? null : Refusal(field, "MDP", [$"{level}"]);
    }

    private static List<string> Words(PdfDocument document, PdfObject? value) =>
        [.. (document.Array(value) ?? PdfArray.Of(value ?? PdfNull.Instance))
            .Select(document.Resolve).Select(one => one.AsName ?? one.AsText).OfType<string>()];

    private static SigningRefusal Refusal(FormField field, string key, List<string> wanted) => new(
        "field.seed", $"Trường {field.Name} đòi hỏi chữ ký với {key}: {string.Join(", ", wanted)}.",
        $"The field {field.Name} demands a signature with {key}: {string.Join(", ", wanted)}.");
}

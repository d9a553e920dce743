using DocFlow.Signing.Pdf;

namespace DocFlow.Signing.Verification.Changes;

/// <summary>Says what an object is that nobody had a right to change: "page 2", "the content of page 1".</summary>
internal static class ChangeNames
{
    private const int Most = 5;

    public static IEnumerable<Sentence> Of(Update update, List<int> numbers)
    {
        var pages = Pages(update.Before);
        foreach (var number in numbers.Take(Most))
            yield return Name(update, number, pages);
        if (numbers.Count > Most)
            yield return new Sentence($"… và {numbers.Count - Most} đối tượng khác.", $"… and {numbers.Count - Most} more objects.");
    }

    private static Sentence Name(Update update, int number, Dictionary<int, (int Page, bool IsContent)> pages)
    {
        if (pages.TryGetValue(number, out var place))
            return place.IsContent
                ? new Sentence($"Nội dung trang {place.Page} bị thay đổi.", $"The content of page {place.Page} was changed.")
                : new Sentence($"Trang {place.Page} bị thay đổi.", $"Page {place.Page} was changed.");

        var dictionary = update.After.Dictionary(new PdfReference(number, update.After.Objects[number].Generation))
            ?? update.Before.Dictionary(new PdfReference(number, update.Before.Objects.GetValueOrDefault(number).Generation));
        var kind = dictionary is null ? "?" : update.After.Name(dictionary["Type"]) ?? update.After.Name(dictionary["S"]) ?? "?";
        return update.IsNew(number)
            ? new Sentence($"Có thêm đối tượng {number} ({kind}) không được phép.", $"Object {number} ({kind}) was added and may not be.")
            : new Sentence($"Đối tượng {number} ({kind}) bị thay đổi.", $"Object {number} ({kind}) was changed and may not be.");
    }

    private static Dictionary<int, (int Page, bool IsContent)> Pages(PdfDocument document)
    {
        var found = new Dictionary<int, (int, bool)>();
        for (var i = 0; i < document.Pages.Count; i++)
        {
            var page = document.Pages[i];
            found.TryAdd(page.Reference.Number, (i + 1, false));
            var contents = page.Dictionary["Contents"];
            foreach (var part in (document.Array(contents) ?? new PdfArray([])).Append(contents).OfType<PdfReference>())
                found.TryAdd(part.Number, (i + 1, true));
        }

        return found;
    }
}

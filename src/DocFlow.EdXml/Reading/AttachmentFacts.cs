using System.Buffers;

namespace DocFlow.EdXml.Reading;

/// <summary>
/// What the packet says of a file, from its Attachment and the Reference joined to it by id (`cid:` or not) or, failing that, by position.
/// </summary>
internal static class AttachmentFacts
{
    private const int LongestName = 150;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"|?*/\\");

    public static ReceivedAttachment Of(Element attachment, IReadOnlyList<ReceivedAttachment> before)
    {
        var id = Bare(attachment.Text("ContentId"));
        var reference = ReferenceOf(attachment, id, before.Count);
        var name = attachment.Text("AttachmentName") ?? reference?.Text("AttachmentName");
        attachment.Settle();
        reference?.Settle();
        return new ReceivedAttachment
        {
            Index = before.Count,
            Name = Distinct(Safe(name, before.Count), before),
            NameAsWritten = name,
            ContentId = id ?? IdOf(reference),
            ContentType = attachment.Text("ContentType") ?? reference?.Text("ContentType"),
            Description = attachment.Text("Description") ?? reference?.Text("Description"),
            WasZipped = false,
            Length = 0,
            Sha256 = "",
        };
    }

    public static string? IdOf(Element? reference) => Bare(reference?.Text("ContentId")) ?? Bare(reference?.Href);

    private static Element? ReferenceOf(Element attachment, string? id, int position)
    {
        var references = RootOf(attachment).Anywhere("Reference").ToList();
        return references.Find(one => id is not null && IdOf(one) == id) ?? references.ElementAtOrDefault(position);
    }

    private static Element RootOf(Element element) => element.Parent is null ? element : RootOf(element.Parent);

    private static string? Bare(string? id) =>
        id is not null && id.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) ? id[4..].Trim() : id;

    // the last part of a path, without what any file system forbids: the name is a label, never a place
    private static string Safe(string? name, int index)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new string([.. last.Where(letter => !char.IsControl(letter) && !Forbidden.Contains(letter))]).Trim(' ', '.');
        if (kept.Length > LongestName)
            kept = kept[..(LongestName - 10)] + (Path.GetExtension(kept) is { Length: <= 10 } extension ? extension : "");
        return kept.Length > 0 ? kept : $"attachment-{index + 1}";
    }

    private static string Distinct(string name, IReadOnlyList<ReceivedAttachment> before) =>
        before.Any(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? $"{before.Count + 1}-{name}" : name;
}

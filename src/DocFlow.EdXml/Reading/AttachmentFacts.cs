using System.Buffers;
using System.Globalization;
using System.Text;

namespace DocFlow.EdXml.Reading;

/// <summary>
/// What the packet says of a file, from its Attachment and the Reference joined to it by id (`cid:` or not) or, failing that, by position.
/// </summary>
internal sealed class AttachmentFacts(Element attachment, Findings findings)
{
    private const int LongestName = 180;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"|?*/\\");

    public ReceivedAttachment Read(IReadOnlyList<ReceivedAttachment> before)
    {
        var id = Bare(attachment.Text("ContentId"));
        var reference = ReferenceOf(id, before.Count);
        var name = Said("AttachmentName", reference);
        attachment.Settle();
        reference?.Settle();
        return new ReceivedAttachment
        {
            Index = before.Count,
            Name = Distinct(Safe(name, before.Count), before),
            NameAsWritten = name,
            ContentId = id ?? IdOf(reference),
            ContentType = Said("ContentType", reference),
            Description = Said("Description", reference),
            WasZipped = false,
            Length = 0,
            Sha256 = "",
        };
    }

    public static string? IdOf(Element? reference) =>
        Bare(reference?.Text("ContentId")) ?? Bare(reference?.Attribute("href", Qcvn102.XLink));

    // both are asked, so that neither is left over; where they differ the one beside the file counts
    private string? Said(string field, Element? reference)
    {
        var (own, announced) = (attachment.Text(field), reference?.Text(field));
        if (own is not null && announced is not null && own != announced)
            findings.Add(PacketSentences.Disagreement($"{reference!.Path}/{field}", own));
        return own ?? announced;
    }

    private Element? ReferenceOf(string? id, int position)
    {
        var references = RootOf(attachment).Anywhere("Reference").ToList();
        return references.Find(one => id is not null && IdOf(one) == id) ?? references.ElementAtOrDefault(position);
    }

    private static Element RootOf(Element element) => element.Parent is null ? element : RootOf(element.Parent);

    private static string? Bare(string? id) =>
        id is not null && id.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) ? id[4..].Trim() : id;

    // the last part of a path, composed, without what any file system forbids or any screen hides: the name is a label, never a place
    private static string Safe(string? name, int index)
    {
        var last = (name ?? "").Normalize().Split('/', '\\')[^1];
        var kept = string.Concat(last.EnumerateRunes().Where(IsSeen)).Trim(' ', '.');
        if (Encoding.UTF8.GetByteCount(kept) > LongestName)
            kept = Beginning(kept) + (Path.GetExtension(kept) is { Length: <= 10 } extension ? extension : "");
        return kept.Length > 0 ? kept : $"attachment-{index + 1}";
    }

    private static bool IsSeen(Rune letter) => !Rune.IsControl(letter) && Rune.GetUnicodeCategory(letter) != UnicodeCategory.Format
        && !(letter.IsBmp && Forbidden.Contains((char)letter.Value));

    // file systems count bytes; a Vietnamese letter has up to three
    private static string Beginning(string name)
    {
        var bytes = 0;
        return string.Concat(name.EnumerateRunes().TakeWhile(letter => (bytes += letter.Utf8SequenceLength) <= LongestName - 30))
            .TrimEnd(' ', '.');
    }

    private static string Distinct(string name, IReadOnlyList<ReceivedAttachment> before)
    {
        var free = name;
        for (var number = before.Count + 1; before.Any(one => one.Name.Equals(free, StringComparison.OrdinalIgnoreCase)); number++)
            free = $"{number}-{name}";
        return free;
    }
}

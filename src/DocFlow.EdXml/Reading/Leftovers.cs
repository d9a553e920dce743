using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Reading;

/// <summary>What is left when everything known has been read: it is reported, and kept for whoever writes the packet again.</summary>
internal sealed class Leftovers(Element root, ReadSettings settings, Findings findings)
{
    // how a layout dresses these elements, not what the packet says
    private static readonly Dictionary<string, string[]> Dress = new()
    {
        ["TraceHeaderList"] = ["id", "version", "mustUnderstand", "actor"],
        ["edXMLManifest"] = ["version"],
    };

    private readonly List<Unknown> kept = [];

    public IReadOnlyList<Unknown> Keep()
    {
        _ = Dress.Keys.SelectMany(root.Anywhere).Count(); // understood, be there anything in them or not
        foreach (var element in root.Understood())
        {
            foreach (var attribute in element.Attributes)
                Keep(element, attribute);
            foreach (var left in element.NotUnderstood())
                Keep(new(element.Path, XmlFragment.Of(left)), left.IsUnremarkable ? null : left.Path);
        }

        return kept;
    }

    /// <summary>Files that were announced and did not come.</summary>
    public void ReportMissing(IReadOnlyList<ReceivedAttachment> received)
    {
        var came = received.Select(one => one.ContentId).ToHashSet();
        var announced = root.Anywhere("Reference").ToList();
        if (announced.Count <= came.Count)
            return;

        foreach (var reference in announced.Where(one => !came.Contains(AttachmentFacts.IdOf(one))))
        {
            if (!findings.Enough)
                findings.Add(PacketSentences.NoContent(reference.Path));
            reference.Remove();
        }
    }

    private void Keep(Element element, ElementAttribute attribute)
    {
        var isForeign = attribute.Namespace.Length > 0;
        if (attribute.IsDress || Dress.GetValueOrDefault(element.Name, []).Contains(attribute.Name) || (isForeign && findings.Enough))
            return;

        var path = $"{element.Path}/@{attribute.Name}";
        if (isForeign)
            findings.Add(Sentences.NotKept(path));
        else
            Keep(new(path, attribute.Value), path);
    }

    private void Keep(Unknown one, string? path)
    {
        if (kept.Count == settings.MostUnknown)
            throw new PacketRefused(PacketSentences.OverLimit("/", "unknown elements", settings.MostUnknown));

        kept.Add(one);
        if (path is not null)
            findings.Add(Sentences.Unknown(path));
    }
}

using System.Text;

namespace DocFlow.EdXml.Reading;

/// <summary>
/// An element of the header by its local name. Remembers whether anyone asked for it, so that what nobody understood can be reported.
/// An empty element counts as absent: hand-written packets are full of them.
/// </summary>
internal sealed class Element(string name, Element? parent)
{
    private static readonly HashSet<string> Wrappers = ["edXML", "edXMLEnvelope", "edXMLHeader", "edXMLBody"];
    private readonly StringBuilder text = new();
    private bool asked;

    public string Name => name;

    public Element? Parent => parent;

    public List<Element> Children { get; } = [];

    /// <summary>xlink:href of a Reference.</summary>
    public string? Href { get; init; }

    /// <summary>The decoded bytes of a ContentTransferEncoded.</summary>
    public Stream? Payload { get; set; }

    public int TextLength => text.Length;

    public string? Value => text.ToString().Trim() is { Length: > 0 } value ? value : null;

    public bool IsEmpty => Value is null && Payload is null && Children.TrueForAll(child => child.IsEmpty);

    /// <summary>`MessageHeader/To[2]/OrganId`: the wrappers around it say nothing and are left out.</summary>
    public string Path
    {
        get
        {
            if (parent is null || Wrappers.Contains(name))
                return name;

            var twins = parent.Children.FindAll(child => child.Name == name);
            var step = twins.Count > 1 ? $"{name}[{twins.IndexOf(this) + 1}]" : name;
            return Wrappers.Contains(parent.Name) ? step : $"{parent.Path}/{step}";
        }
    }

    public void Append(ReadOnlySpan<char> more) => text.Append(more);

    public Element? Child(string wanted) => Children.Find(one => one.Name == wanted && !one.IsEmpty)?.Ask();

    public string? Text(string wanted) => Child(wanted)?.Value;

    public IEnumerable<Element> All(string wanted)
    {
        foreach (var child in Children.Where(one => one.Name == wanted && !one.IsEmpty))
            yield return child.Ask();
    }

    /// <summary>All of that name at any depth below, in order.</summary>
    public IEnumerable<Element> Anywhere(string wanted)
    {
        foreach (var child in Children)
        {
            if (child.Name == wanted && !child.IsEmpty)
                yield return child.Ask();
            foreach (var deeper in child.Anywhere(wanted))
                yield return deeper;
        }
    }

    /// <summary>All of it is understood: Format, MimeType and the like repeat what the file itself says.</summary>
    public void Settle()
    {
        asked = true;
        Children.ForEach(child => child.Settle());
    }

    /// <summary>Topmost elements with content that nobody asked for, below those that somebody did.</summary>
    public IEnumerable<Element> NotUnderstood() =>
        Children.Where(child => !child.IsEmpty).SelectMany(child => child.asked ? child.NotUnderstood() : [child]);

    private Element Ask()
    {
        for (var one = this; one is { asked: false }; one = one.Parent)
            one.asked = true;
        return this;
    }
}

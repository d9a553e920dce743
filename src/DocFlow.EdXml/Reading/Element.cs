using System.Text;

namespace DocFlow.EdXml.Reading;

/// <summary>
/// An element of the header by its local name. Remembers whether anyone asked for it, so that what nobody understood can be reported and
/// kept. An empty element counts as absent: hand-written packets are full of them.
/// </summary>
internal sealed class Element(string name, Element? parent)
{
    // some vendors' extensions, and an XML signature over the header: what makes a document binding stands in the attached PDF
    private static readonly HashSet<string> Unremarkable = ["Signature", "DigitalSignature", "ReplyFors", "ReferenceCodes"];
    private readonly StringBuilder text = new();
    private bool asked;
    private bool hasText;

    public string Name => name;

    public Element? Parent => parent;

    public string Prefix { get; init; } = "";

    public string Namespace { get; init; } = Qcvn102.Namespace;

    public IReadOnlyList<ElementAttribute> Attributes { get; init; } = [];

    /// <summary>How much of the parent's text stands before it.</summary>
    public int At { get; init; }

    /// <summary>In another namespace or a signature: nothing inside it means what its name says elsewhere.</summary>
    public bool IsOpaque { get; init; }

    /// <summary>Nobody needs to be told that it was not understood.</summary>
    public bool IsUnremarkable { get; private set; } = Unremarkable.Contains(name);

    public List<Element> Children { get; } = [];

    /// <summary>The decoded bytes of a ContentTransferEncoded.</summary>
    public Stream? Payload { get; set; }

    public int TextLength => text.Length;

    public string RawText => text.ToString();

    public string? Value => RawText.Trim() is { Length: > 0 } value ? value : null;

    public bool IsEmpty =>
        !hasText && Payload is null && !Attributes.Any(one => one.Matters) && Children.TrueForAll(child => child.IsEmpty);

    /// <summary>`MessageHeader/To[2]/OrganId`.</summary>
    public string Path
    {
        get
        {
            if (parent is null || XmlFragment.IsWrapper(name))
                return name;

            var twins = parent.Children.FindAll(child => child.Name == name && (child == this || !child.IsEmpty));
            var step = twins.Count > 1 ? $"{name}[{twins.IndexOf(this) + 1}]" : name;
            return XmlFragment.IsWrapper(parent.Name) ? step : $"{parent.Path}/{step}";
        }
    }

    public void Append(ReadOnlySpan<char> more)
    {
        text.Append(more);
        hasText |= !more.IsWhiteSpace();
    }

    public string? Attribute(string wanted, string space) =>
        Attributes.FirstOrDefault(one => one.Name == wanted && one.Namespace == space)?.Value;

    public Element? Child(string wanted) => Children.Find(one => one.Means(wanted))?.Ask();

    public string? Text(string wanted) => Child(wanted)?.Value;

    public IEnumerable<Element> All(string wanted) => Children.Where(one => one.Means(wanted)).Select(one => one.Ask());

    /// <summary>All of that name at any depth below, in order.</summary>
    public IEnumerable<Element> Anywhere(string wanted)
    {
        foreach (var child in Children.Where(one => !one.IsOpaque))
        {
            if (child.Means(wanted))
                yield return child.Ask();
            foreach (var deeper in child.Anywhere(wanted))
                yield return deeper;
        }
    }

    /// <summary>What is left of it (Format, MimeType and the like) repeats what the file itself says.</summary>
    public void Settle() => Children.ForEach(child => child.IsUnremarkable = true);

    /// <summary>As if it had never stood there.</summary>
    public void Remove() => parent!.Children.Remove(this);

    /// <summary>This element and those below it that somebody asked for: what else they hold was not understood.</summary>
    public IEnumerable<Element> Understood() =>
        Children.Where(child => child.asked).SelectMany(child => child.Understood()).Prepend(this);

    public IEnumerable<Element> NotUnderstood() => Children.Where(child => !child.asked && !child.IsEmpty);

    private bool Means(string wanted) => name == wanted && !IsOpaque && !IsEmpty;

    private Element Ask()
    {
        for (var one = this; one is { asked: false }; one = one.Parent)
            one.asked = true;
        return this;
    }
}

/// <summary>An attribute as it stood; declarations of prefixes are none.</summary>
internal sealed record ElementAttribute(string Prefix, string Name, string Namespace, string Value)
{
    /// <summary>`xsi:nil`, `xsi:type` and the parts of a link.</summary>
    public bool IsDress => Namespace is Qcvn102.XLink or Qcvn102.Instance;

    /// <summary>It says something of the document, be the element empty or not.</summary>
    public bool Matters => Namespace.Length == 0 || (Namespace == Qcvn102.XLink && Name == "href");
}

using System.Xml;

namespace DocFlow.EdXml.Reading;

/// <summary>
/// Walks the packet once, forward. Header elements become a small bounded tree; each file is decoded into scratch room and
/// handed on as soon as its Attachment ends, so that only one is held at a time.
/// </summary>
internal sealed class TreeReader(XmlReader xml, GuardedInput input, ReadSettings settings, AttachmentReader attachments)
{
    private static readonly HashSet<string> Signatures = ["Signature", "DigitalSignature"];
    private readonly char[] text = new char[1024];
    private Element? current;
    private int elements;
    private int characters;

    public Element Read()
    {
        xml.MoveToContent();
        if (xml.LocalName != "edXML" || xml.NamespaceURI != Qcvn102.Namespace)
            throw new PacketRefused(PacketSentences.NotEdXml(Short(xml.LocalName), Short(xml.NamespaceURI)));

        var root = new Element("edXML", null);
        current = root;
        if (xml.IsEmptyElement)
            return root;

        Advance();
        while (!xml.EOF)
            Step();
        return root;
    }

    // each case leaves the reader on the next node
    private void Step()
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element:
                Open();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                TakeText();
                break;
            case XmlNodeType.EndElement:
                Close();
                Advance();
                break;
            default:
                Advance();
                break;
        }
    }

    private void Open()
    {
        CountElement();
        var element = Named();
        current!.Children.Add(element);
        if (element is { Name: "ContentTransferEncoded", IsOpaque: false } && current.Name == "Attachment")
        {
            element.Payload = attachments.Decode(xml, input, element);
            return;
        }

        current = element;
        if (xml.IsEmptyElement)
            Close();
        Advance();
    }

    private void Close()
    {
        var closing = current!;
        current = closing.Parent;
        if (closing is { Name: "Attachment", IsOpaque: false })
            attachments.HandOut(closing);
    }

    private Element Named()
    {
        var attributes = Attributes();
        return new(xml.LocalName, current)
        {
            Prefix = xml.Prefix,
            Namespace = xml.NamespaceURI,
            Attributes = attributes,
            At = current!.TextLength,
            IsOpaque = current.IsOpaque || xml.NamespaceURI != Qcvn102.Namespace || Signatures.Contains(xml.LocalName),
        };
    }

    private List<ElementAttribute> Attributes()
    {
        var attributes = new List<ElementAttribute>();
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI == "http://www.w3.org/2000/xmlns/")
                continue;
            CountElement(); // each is an object here, too
            Count(xml.Value.Length + xml.LocalName.Length);
            attributes.Add(new(xml.Prefix, xml.LocalName, xml.NamespaceURI, xml.Value));
        }

        xml.MoveToElement();
        return attributes;
    }

    private void TakeText()
    {
        int read;
        while ((read = xml.ReadValueChunk(text, 0, text.Length)) > 0)
        {
            Count(read);
            current!.Append(text.AsSpan(0, read));
            if (current.TextLength > settings.MostTextCharacters && !current.IsOpaque)
                throw new PacketRefused(PacketSentences.OverLimit(current.Path, "characters", settings.MostTextCharacters));
        }

        Advance();
    }

    private void CountElement()
    {
        if (++elements > settings.MostElements)
            throw new PacketRefused(PacketSentences.OverLimit("/", "elements", settings.MostElements));
    }

    private void Count(int more)
    {
        if ((characters += more) > settings.MostCharacters)
            throw new PacketRefused(PacketSentences.OverLimit("/", "characters", settings.MostCharacters));
    }

    private void Advance()
    {
        xml.Read();
        input.TokenSeen();
        if (xml.Depth > settings.MostDepth)
            throw new PacketRefused(PacketSentences.OverLimit("/", "depth", settings.MostDepth));
    }

    private static string Short(string name) => Beginning.Of(name, 100);
}

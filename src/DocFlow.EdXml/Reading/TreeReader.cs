using System.Xml;

namespace DocFlow.EdXml.Reading;

/// <summary>
/// Walks the packet once, forward. Header elements become a small bounded tree; each file is decoded into scratch room and
/// handed on as soon as its Attachment ends, so that only one is held at a time.
/// </summary>
internal sealed class TreeReader(XmlReader xml, GuardedInput input, ReadSettings settings, AttachmentReader attachments, Findings findings)
{
    private static readonly HashSet<string> Opaque = ["Signature", "DigitalSignature"];
    private readonly char[] text = new char[1024];
    private Element? current;
    private int elements;

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
            case XmlNodeType.Element when xml.NamespaceURI != Qcvn102.Namespace || Opaque.Contains(xml.LocalName):
                PassOver();
                break;
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
        if (++elements > settings.MostElements)
            throw new PacketRefused(PacketSentences.OverLimit("/", "elements", settings.MostElements));

        var element = new Element(xml.LocalName, current) { Href = xml.GetAttribute("href", Qcvn102.XLink) };
        current!.Children.Add(element);
        if (element.Name == "ContentTransferEncoded" && current.Name == "Attachment")
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
        if (closing.Name == "Attachment" && current?.Name == "AttachmentEncoded")
            attachments.HandOut(closing);
    }

    private void TakeText()
    {
        int read;
        while ((read = xml.ReadValueChunk(text, 0, text.Length)) > 0)
        {
            current!.Append(text.AsSpan(0, read));
            if (current.TextLength > settings.MostTextCharacters)
                throw new PacketRefused(PacketSentences.OverLimit(current.Path, "characters", settings.MostTextCharacters));
        }

        Advance();
    }

    // an XML signature over the header is never what makes a document binding: those stand in the attached PDF
    private void PassOver()
    {
        if (!Opaque.Contains(xml.LocalName) && !findings.Enough)
            findings.Add(Sentences.Ignored($"{current!.Path}/{Short(xml.Name)}"));

        var depth = xml.Depth;
        if (!xml.IsEmptyElement)
            do Advance(); while (xml.Depth > depth);
        Advance();
    }

    private void Advance()
    {
        xml.Read();
        input.TokenSeen();
        if (xml.Depth > settings.MostDepth)
            throw new PacketRefused(PacketSentences.OverLimit("/", "depth", settings.MostDepth));
    }

    private static string Short(string name) => name.Length <= 100 ? name : name[..100];
}

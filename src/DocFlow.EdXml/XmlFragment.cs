using System.Globalization;
using System.Xml;

namespace DocFlow.EdXml;

/// <summary>One element as text, and how the place it stands at is named.</summary>
internal static class XmlFragment
{
    private static readonly HashSet<string> Wrappers = ["edXML", "edXMLEnvelope", "edXMLHeader", "edXMLBody"];

    /// <summary>The wrappers say nothing in a path and are left out of it.</summary>
    public static bool IsWrapper(string name) => Wrappers.Contains(name);

    public static XmlReader Open(string xml) => XmlReader.Create(new StringReader(xml), new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Document,
    });

    /// <summary>Exactly one well-formed element.</summary>
    public static bool IsElement(string xml)
    {
        try
        {
            using var reader = Open(xml);
            while (reader.Read())
            {
                // to its end
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>No character that XML forbids, no lone half of one.</summary>
    public static bool IsText(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (XmlConvert.IsXmlChar(text[at]))
                continue;
            if (at + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]))
                return false;
            at++;
        }

        return true;
    }

    public static string Of(Reading.Element element)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var xml = XmlWriter.Create(text, new() { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None }))
            Write(xml, element);
        return text.ToString();
    }

    private static void Write(XmlWriter xml, Reading.Element element)
    {
        xml.WriteStartElement(element.Prefix, element.Name, element.Namespace);
        foreach (var one in element.Attributes)
            xml.WriteAttributeString(one.Prefix, one.Name, one.Namespace, one.Value);
        var (text, from) = (element.RawText, 0);
        foreach (var child in element.Children)
        {
            xml.WriteString(text[from..child.At]);
            from = child.At;
            Write(xml, child);
        }

        xml.WriteString(text[from..]);
        xml.WriteEndElement();
    }
}

using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace DocFlow.Tests.EdXml;

/// <summary>
/// What another system's program gets out of a packet, by either of two ways: the text `edXML:Name`, as agencies' .NET code looks for it,
/// or local name and namespace. Neither knows ours.
/// </summary>
internal sealed record PeerFacts(IReadOnlyList<string> Said, IReadOnlyList<string> Files)
{
    private static readonly string[] Asked =
    [
        "From/OrganId", "From/OrganName", "To/OrganId", "Code/CodeNumber", "Code/CodeNotation", "PromulgationInfo/PromulgationDate",
        "DocumentType/TypeName", "MessageHeader/Subject", "SignerInfo/FullName", "MessageHeader/DueDate", "ToPlaces/Place",
        "OtherInfo/Priority", "ResponseFor/OrganId", "ResponseFor/Code", "ResponseFor/DocumentId", "MessageHeader/DocumentId",
        "MessageHeader/StatusCode", "MessageHeader/Description", "MessageHeader/Timestamp", "StaffInfo/Mobile", "TraceHeader/Timestamp",
        "Bussiness/DocumentId", "Bussiness/BussinessDocType", "Bussiness/BussinessDocReason", "Receiver/OrganId", "Receiver/ReceiverType",
        "ReplacementInfo/DocumentId", "OrganIdList/OrganId", "Reference/AttachmentName",
    ];

    public static PeerFacts Literally(byte[] packet)
    {
        var document = PeersEyes.Literally(packet);
        var said = Asked.SelectMany(path => document.GetElementsByTagName("edXML:" + path.Split('/')[1]).Cast<XmlNode>()
            .Where(node => node.ParentNode!.Name == "edXML:" + path.Split('/')[0]).Select(node => $"{path}={node.InnerText}"));
        var files = document.GetElementsByTagName("Attachment").Cast<XmlElement>().Select(file => Unpacked(
            file.GetElementsByTagName("AttachmentName")[0]!.InnerText,
            file.SelectSingleNode("*[local-name()='ContentTransferEncoded']")!.InnerText));
        return new([.. said], [.. files]);
    }

    public static PeerFacts ByNamespace(byte[] packet)
    {
        XNamespace space = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
        using var bytes = new MemoryStream(packet);
        var document = XDocument.Load(bytes);
        var said = Asked.SelectMany(path => document.Descendants(space + path.Split('/')[0]).Elements(space + path.Split('/')[1])
            .Select(element => $"{path}={element.Value}"));
        var files = document.Root!.Elements(space + "AttachmentEncoded").Elements(space + "Attachment").Select(file => Unpacked(
            file.Element(space + "AttachmentName")!.Value, file.Element(space + "ContentTransferEncoded")!.Value));
        return new([.. said], [.. files]);
    }

    private static string Unpacked(string name, string base64)
    {
        using var zip = new ZipArchive(new MemoryStream(Convert.FromBase64String(base64)));
        using var content = new StreamReader(zip.Entries.Single().Open());
        return $"{name}={content.ReadToEnd()}";
    }
}

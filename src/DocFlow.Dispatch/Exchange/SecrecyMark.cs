using System.Text.RegularExpressions;
using DocFlow.EdXml.Packets;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// Whether a packet says of itself that it is a state secret: QCVN 102 has no field for it (Decision 28/2018 keeps secrets off the
/// axis), so it is a mark standing alone in a field about the document, or in an element that somebody added.
/// </summary>
internal static partial class SecrecyMark
{
    public static bool In(DocumentPacket packet)
    {
        var (header, other) = (packet.Header, packet.Header.OtherInfo);
        string?[] fields =
        [
            header.Content, header.ApplicationType, header.DocumentType?.TypeName, other.SphereOfPromulgation, other.TyperNotation,
            other.Direction, .. other.Appendixes, .. packet.Unknown.Select(unknown => Tag().Replace(unknown.Xml, " ")),
        ];
        return fields.Any(text => text is not null && Alone().IsMatch(text.Normalize())) || InFront().IsMatch(header.Subject.Normalize());
    }

    [GeneratedRegex(@"^[\s\[\(""'“]*(độ\s+mật\s*:?\s*)?(tuyệt\s+mật|tối\s+mật|mật)[\s\]\)""'”.!]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Alone();

    [GeneratedRegex(@"^\s*[\[\(]\s*(tuyệt\s+mật|tối\s+mật|mật)\s*[\]\)]", RegexOptions.IgnoreCase)]
    private static partial Regex InFront();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}

namespace DocFlow.EdXml.Packets;

/// <summary>
/// What a packet says that no field stands for, kept as it came. `At` is where it stood: `MessageHeader/To[2]` for an element, whose text
/// `Xml` is then; `MessageHeader/Subject/@lang` for an attribute, whose value it is.
/// </summary>
public sealed record Unknown(string At, string Xml)
{
    internal bool IsAttribute => At.Contains("/@", StringComparison.Ordinal);
}

using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Reading;

/// <summary>Makes a status packet of the header's tree.</summary>
internal sealed class StatusReading(Fields fields)
{
    private const string Header = "MessageHeader";

    public StatusPacket Read(Element header, Element root)
    {
        var about = fields.ResponseFor(header.Child("ResponseFor"));
        if (about.DocumentId is null)
            fields.Missing($"{Header}/ResponseFor/DocumentId");

        return new()
        {
            From = fields.Organization(header.Child("From"), $"{Header}/From"),
            ResponseFor = about,
            StaffInfo = Fields.Staff(header.Child("StaffInfo")),
            StatusCode = Code(header.Child("StatusCode")!),
            Description = header.Text("Description"),
            Timestamp = fields.Moment(header, "Timestamp"),
            Trace = fields.Trace(root),
        };
    }

    private StatusCode Code(Element element)
    {
        var code = new StatusCode(element.Value ?? "");
        if (!code.IsKnown)
            fields.Warn(element, path => Sentences.UnknownCode(path, code.Raw));
        return code;
    }
}

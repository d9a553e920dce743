using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Reading;

/// <summary>Makes a document packet of the header's tree, in whatever order its parts came.</summary>
internal sealed class DocumentReading(Fields fields, Findings findings, ReadSettings settings)
{
    private const string Header = "MessageHeader";

    public DocumentPacket Read(Element header, Element root) => new()
    {
        Header = MessageHeader(header),
        Trace = fields.Trace(root),
        Bussiness = root.Anywhere("Bussiness").FirstOrDefault() is { } bussiness ? Bussiness(bussiness) : null,
    };

    private MessageHeader MessageHeader(Element header)
    {
        var from = fields.Organization(header.Child("From"), $"{Header}/From");
        var (code, promulgation) = (Code(header.Child("Code")), Promulgation(header.Child("PromulgationInfo")));
        return new()
        {
            From = from,
            To = Recipients(header),
            Code = code,
            PromulgationInfo = promulgation,
            DocumentType = Type(header.Child("DocumentType")),
            Subject = header.Text("Subject") ?? "",
            Content = header.Text("Content"),
            SignerInfo = Signer(header.Child("SignerInfo")),
            DueDate = fields.Day(header, "DueDate"),
            ToPlaces = Fields.Texts(header.Child("ToPlaces"), "Place"),
            OtherInfo = Other(header.Child("OtherInfo")),
            ResponseFor = [.. header.All("ResponseFor").Select(fields.ResponseFor)],
            SteeringType = fields.Number(header, "SteeringType"),
            ResponseForTask = Fields.Texts(header.Child("ResponseForTask"), "TaskCode"),
            ApplicationType = header.Text("ApplicationType"),
            DocumentId = Id(header, from, code, promulgation),
        };
    }

    private List<Organization> Recipients(Element header)
    {
        var recipients = header.All("To").ToList();
        if (recipients.Count == 0)
            findings.Add(Sentences.Missing($"{Header}/To"));
        if (recipients.Count > settings.MostRecipients)
            throw new PacketRefused(PacketSentences.OverLimit($"{Header}/To", "recipients", settings.MostRecipients));

        return [.. recipients.Select((to, index) => fields.Organization(to, $"{Header}/To[{index + 1}]"))];
    }

    private static DocumentCode Code(Element? code) => new(code?.Text("CodeNumber") ?? "", code?.Text("CodeNotation") ?? "");

    private PromulgationInfo Promulgation(Element? info) => new(info?.Text("Place"), fields.Day(info, "PromulgationDate"));

    // Decision 28/2018, art. 10: the id is made of agency code, date and number, so these stand in for it
    private string Id(Element header, Organization from, DocumentCode code, PromulgationInfo promulgation)
    {
        fields.DocumentDate(header);
        if (header.Text("DocumentId") is { } id)
            return id;
        if (promulgation.PromulgationDate?.Value is not { } day || code.CodeNumber.Length == 0 || from.OrganId.Length == 0)
        {
            fields.Missing($"{Header}/DocumentId");
            return "";
        }

        var derived = new DocumentId(from.OrganId, day, code).ToString();
        findings.Add(Sentences.Derived($"{Header}/DocumentId", derived));
        return derived;
    }

    private DocumentType? Type(Element? type) =>
        type is null ? null : new(fields.Number(type, "Type"), fields.Number(type, "TypeDetail"), type.Text("TypeName"));

    private static SignerInfo? Signer(Element? signer) =>
        signer is null ? null : new(signer.Text("Competence"), signer.Text("Position"), signer.Text("FullName"));

    private OtherInfo Other(Element? other) => new()
    {
        Priority = fields.Number(other, "Priority"),
        SphereOfPromulgation = other?.Text("SphereOfPromulgation"),
        TyperNotation = other?.Text("TyperNotation"),
        PromulgationAmount = fields.Number(other, "PromulgationAmount"),
        PageAmount = fields.Number(other, "PageAmount"),
        Direction = other?.Text("Direction"),
        Appendixes = Fields.Texts(other?.Child("Appendixes"), "Appendix"),
    };

    private Bussiness Bussiness(Element bussiness) => new BussinessReading(fields).Read(bussiness);
}

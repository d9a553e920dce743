using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Writing;

/// <summary>MessageHeader in the order of either layout; readers need not care, checkers of some peers do.</summary>
internal sealed class HeaderWriter(Tags tags)
{
    private static readonly string[] Vpcp =
    [
        "From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo", "DueDate", "ToPlaces", "OtherInfo",
        "ResponseFor", "SteeringType", "DocumentId", "ResponseForTask", "ApplicationType",
    ];

    private static readonly string[] Vnpt =
    [
        "From", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo", "DueDate", "OtherInfo",
        "ResponseFor", "SteeringType", "ResponseForTask", "ApplicationType", "ToPlaces",
    ];

    private static readonly Dictionary<string, Action<Tags, MessageHeader>> Parts = new()
    {
        ["From"] = (to, header) => to.Organization("From", header.From),
        ["To"] = (to, header) => header.To.ToList().ForEach(organ => to.Organization("To", organ)),
        ["Code"] = (to, header) => Code(to, header.Code),
        ["PromulgationInfo"] = (to, header) => Promulgation(to, header.PromulgationInfo),
        ["DocumentType"] = (to, header) => Type(to, header.DocumentType),
        ["Subject"] = (to, header) => to.Text("Subject", header.Subject),
        ["Content"] = (to, header) => to.Text("Content", header.Content),
        ["SignerInfo"] = (to, header) => Signer(to, header.SignerInfo),
        ["DueDate"] = (to, header) => to.Text("DueDate", header.DueDate?.ToString()),
        ["ToPlaces"] = (to, header) => to.List("ToPlaces", "Place", header.ToPlaces),
        ["OtherInfo"] = (to, header) => Other(to, header.OtherInfo),
        ["ResponseFor"] = (to, header) => header.ResponseFor.ToList().ForEach(to.ResponseFor),
        ["SteeringType"] = (to, header) => to.Number("SteeringType", header.SteeringType ?? 0),
        ["DocumentId"] = (to, header) => to.Text("DocumentId", header.DocumentId),
        ["ResponseForTask"] = (to, header) => to.List("ResponseForTask", "TaskCode", header.ResponseForTask),
        ["ApplicationType"] = (to, header) => to.Text("ApplicationType", header.ApplicationType),
    };

    public void Write(MessageHeader header)
    {
        tags.Open("MessageHeader");
        foreach (var name in tags.Vnpt ? Vnpt : Vpcp)
            Parts[name](tags, header);
        tags.Close("MessageHeader");
    }

    private static void Code(Tags to, DocumentCode code) => to.Group("Code", () =>
    {
        to.Text("CodeNumber", code.CodeNumber);
        to.Text("CodeNotation", code.CodeNotation);
    });

    private static void Promulgation(Tags to, PromulgationInfo info) => to.Group("PromulgationInfo", () =>
    {
        to.Text("Place", info.Place);
        to.Text("PromulgationDate", info.PromulgationDate?.ToString());
    });

    private static void Type(Tags to, DocumentType? type)
    {
        if (type is null)
            return;

        to.Open("DocumentType");
        to.Number("Type", type.Type);
        if (to.Vnpt)
            to.Number("TypeDetail", type.TypeDetail);
        to.Text("TypeName", type.TypeName);
        if (!to.Vnpt)
            to.Number("TypeDetail", type.TypeDetail);
        to.Close("DocumentType");
    }

    private static void Signer(Tags to, SignerInfo? signer)
    {
        if (signer is null)
            return;

        to.Open("SignerInfo");
        to.Text("Competence", signer.Competence);
        to.Text("Position", signer.Position);
        to.Text("FullName", signer.FullName);
        to.Close("SignerInfo");
    }

    private static void Other(Tags to, OtherInfo other) => to.Group("OtherInfo", () =>
    {
        to.Number("Priority", other.Priority ?? 0);
        to.Text("SphereOfPromulgation", other.SphereOfPromulgation);
        to.Text("TyperNotation", other.TyperNotation);
        to.Number("PromulgationAmount", other.PromulgationAmount);
        to.Number("PageAmount", other.PageAmount);
        to.Text("Direction", other.Direction);
        to.List("Appendixes", "Appendix", other.Appendixes);
    });
}

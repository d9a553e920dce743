using System.Globalization;
using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Reading;

/// <summary>What the packet does to the document.</summary>
internal sealed class BussinessReading(Fields fields)
{
    public Bussiness Read(Element bussiness)
    {
        fields.DocumentDate(bussiness);
        return new()
        {
            DocumentId = bussiness.Text("DocumentId"),
            DocType = DocType(bussiness),
            Reason = bussiness.Text("BussinessDocReason"),
            Paper = fields.Number(bussiness, "Paper"),
            Change = bussiness.Child("BussinessDocumentInfo") is { } change ? Change(change) : null,
            Replaces = bussiness.Child("ReplacementInfoList") is { } list ? [.. list.All("ReplacementInfo").Select(Replacement)] : [],
            StaffInfo = Fields.Staff(bussiness.Child("StaffInfo")),
        };
    }

    // a type that is no number at all could hide a recall: nobody may take it for a new document
    private BussinessDocType DocType(Element bussiness)
    {
        if (bussiness.Child("BussinessDocType") is not { Value: { } text } child)
            return BussinessDocType.New;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new PacketRefused(Sentences.BadValue(child.Path, Fields.Short(text), "0, 1, 2, 3"));
        if (!Enum.IsDefined((BussinessDocType)number))
            fields.Warn(child, path => Sentences.UnknownCode(path, text));
        return (BussinessDocType)number;
    }

    private DocumentChange Change(Element change) => new(
        fields.Number(change, "DocumentInfo"),
        fields.Number(change, "DocumentReceiver"),
        change.Child("ReceiverList") is { } list ? [.. list.All("Receiver").Select(Receiver)] : []);

    private ReceiverChange Receiver(Element receiver) => new(receiver.Text("OrganId") ?? "", fields.Number(receiver, "ReceiverType"));

    private Replacement Replacement(Element info)
    {
        fields.DocumentDate(info);
        return new(info.Text("DocumentId") ?? "", Fields.Texts(info.Child("OrganIdList"), "OrganId"));
    }
}

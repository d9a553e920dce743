using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Writing;

/// <summary>TraceHeaderList: the hops, and what the packet does to the document.</summary>
internal sealed class TraceWriter(Tags tags)
{
    /// <summary>`packetId` is null for status packets.</summary>
    public void Write(IReadOnlyList<TraceHeader> trace, Bussiness? bussiness, Guid? packetId)
    {
        if (trace.Count == 0 && bussiness is null && !tags.Wanted("TraceHeaderList"))
            return;

        tags.Open("TraceHeaderList");
        if (!tags.Vnpt && packetId is { } id)
            SoapAttributes(id);
        foreach (var hop in trace)
            tags.Group("TraceHeader", () =>
            {
                tags.Text("OrganId", hop.OrganId);
                tags.Text("Timestamp", hop.Timestamp?.ToString());
            });
        if (bussiness is not null)
            tags.Group("Bussiness", () => Fields(bussiness));
        tags.Close("TraceHeaderList");
    }

    // as the VPCP .NET software writes them
    private void SoapAttributes(Guid packetId)
    {
        tags.Attribute("id", packetId.ToString("N")[^8..]);
        tags.Attribute("version", "1.0");
        tags.Attribute("mustUnderstand", "1");
        tags.Attribute("actor", "http://schemas.xmlsoap.org/soap/actor/next");
    }

    private void Fields(Bussiness bussiness)
    {
        tags.Text("DocumentId", bussiness.DocumentId);
        tags.Number("BussinessDocType", (int)bussiness.DocType);
        tags.Text("BussinessDocReason", bussiness.Reason);
        if (tags.Vnpt)
            tags.Number("Paper", bussiness.Paper);
        if (bussiness.Change is { } change)
            tags.Group("BussinessDocumentInfo", () => Change(change));
        if (bussiness.Replaces.Count > 0 || tags.Wanted("ReplacementInfoList"))
            tags.Group("ReplacementInfoList", () => bussiness.Replaces.ToList().ForEach(Replacement));
        tags.Staff(bussiness.StaffInfo);
        if (!tags.Vnpt)
            tags.Number("Paper", bussiness.Paper);
    }

    private void Change(DocumentChange change)
    {
        tags.Number("DocumentInfo", change.DocumentInfo);
        tags.Number("DocumentReceiver", change.DocumentReceiver);
        if (change.Receivers.Count > 0 || tags.Wanted("ReceiverList"))
            tags.Group("ReceiverList", () => change.Receivers.ToList().ForEach(Receiver));
    }

    private void Receiver(ReceiverChange receiver) => tags.Group("Receiver", () =>
    {
        tags.Text("OrganId", receiver.OrganId);
        tags.Number("ReceiverType", receiver.ReceiverType);
    });

    private void Replacement(Replacement replacement) => tags.Group("ReplacementInfo", () =>
    {
        tags.Text("DocumentId", replacement.DocumentId);
        tags.List("OrganIdList", "OrganId", replacement.OrganIds);
    });
}

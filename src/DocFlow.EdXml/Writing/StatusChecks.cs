using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Writing;

/// <summary>What a status packet must have; receivers' checkers want OrganId, Code and DocumentId of the document it speaks of.</summary>
internal static class StatusChecks
{
    private const string Header = "MessageHeader";

    public static IReadOnlyList<Finding> Of(StatusPacket packet)
    {
        var check = new FieldChecks();
        check.Organization($"{Header}/From", packet.From);
        check.OrganId($"{Header}/ResponseFor/OrganId", packet.ResponseFor.OrganId);
        check.Required($"{Header}/ResponseFor/Code", packet.ResponseFor.Code, 50);
        check.Required($"{Header}/ResponseFor/DocumentId", packet.ResponseFor.DocumentId, FieldChecks.DocumentIdLength);
        check.Optional($"{Header}/ResponseFor/PromulgationDate", packet.ResponseFor.PromulgationDate?.Raw, 30);
        check.Staff($"{Header}/StaffInfo", packet.StaffInfo);
        if (!packet.StatusCode.IsKnown)
            check.Add(Sentences.BadValue($"{Header}/StatusCode", $"{packet.StatusCode}", "01-06, 13, 15, 16"));
        if (packet.StatusCode.NeedsReason)
            check.Required($"{Header}/Description", packet.Description, 1000);
        else
            check.Optional($"{Header}/Description", packet.Description, 1000);
        if (packet.Timestamp is null)
            check.Add(Sentences.Missing($"{Header}/Timestamp"));
        check.Moment($"{Header}/Timestamp", packet.Timestamp);
        for (var index = 0; index < packet.Trace.Count; index++)
            check.Hop($"TraceHeaderList/TraceHeader[{index + 1}]", packet.Trace[index]);
        foreach (var part in packet.Unknown)
            check.Unknown(part);
        return check.Found;
    }
}

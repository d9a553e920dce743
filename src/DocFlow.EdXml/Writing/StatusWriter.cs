using DocFlow.EdXml.Packets;

namespace DocFlow.EdXml.Writing;

/// <summary>The MessageHeader of a status packet.</summary>
internal static class StatusWriter
{
    public static void Write(Tags to, StatusPacket packet) => to.Group("MessageHeader", () =>
    {
        to.Organization("From", packet.From);
        to.ResponseFor(packet.ResponseFor);
        to.Staff(packet.StaffInfo);
        to.Text("StatusCode", packet.StatusCode.Raw);
        to.Text("Description", packet.Description);
        to.Text("Timestamp", packet.Timestamp?.ToString());
    });
}

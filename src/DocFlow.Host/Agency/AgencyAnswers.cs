using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;

namespace DocFlow.Host.Agency;

/// <summary>What a recipient agency answers to a document: arrived, accepted and so on to finished, or refused with the reason.</summary>
public static class AgencyAnswers
{
    /// <summary>Every step from arrival to the end of the work.</summary>
    public static IReadOnlyList<StatusCode> Whole { get; } =
        [StatusCode.Arrived, StatusCode.Accepted, StatusCode.Assigned, StatusCode.Processing, StatusCode.Finished];

    /// <summary>The status packets for a record, in order; the same record gives the same bytes.</summary>
    public static IEnumerable<byte[]> To(AgencyRecord record, AgencyEnrolment us, IReadOnlyList<StatusCode> steps)
    {
        var codes = record.Verdict == "passed" ? steps : [StatusCode.Arrived, StatusCode.Rejected];
        return codes.Select(code => Packet(record, us, code));
    }

    private static byte[] Packet(AgencyRecord record, AgencyEnrolment us, StatusCode code)
    {
        using var packet = new MemoryStream();
        var report = PacketWriter.WriteStatus(packet, new StatusPacket
        {
            From = new Organization { OrganId = us.Code, OrganName = us.Name },
            ResponseFor = new ResponseFor
            {
                OrganId = record.From,
                Code = record.Code,
                PromulgationDate = record.IssuedOn is { } day ? new PacketDate(day) : null,
                DocumentId = record.DocumentId,
            },
            StatusCode = code,
            Description = code == StatusCode.Rejected ? record.Reason : code.Vietnamese,
            Timestamp = PacketTime.At(record.ReceivedAt),
        });
        return report.Outcome == WriteOutcome.Written
            ? packet.ToArray()
            : throw new InvalidOperationException($"Status {code} for {record.Code} cannot be written: {report.Errors[0].English}");
    }
}

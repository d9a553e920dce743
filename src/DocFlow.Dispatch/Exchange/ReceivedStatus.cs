using System.Buffers;
using System.Security.Cryptography;
using DocFlow.EdXml;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.Platform;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Dispatch.Exchange;

/// <summary>A status packet as it came: its bytes, proved by the signed headers, and what they say.</summary>
internal sealed record ReceivedStatus(byte[] Bytes, string Sha256, StatusPacket Packet)
{
    private const int Largest = 256 * 1024;

    /// <summary>Reads and checks the body of a call; keeps nothing.</summary>
    public static async Task<Outcome<ReceivedStatus>> Read(HttpRequest request, Caller caller, CancellationToken stop)
    {
        if (await Body(request.Body, stop) is not { } bytes)
            return Refusal.TooLarge("status.too-large",
                $"Gói tin trạng thái lớn hơn {Largest / 1024} KB.", $"The status packet is larger than {Largest / 1024} KB.");

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var body = caller.Call.CheckBody(sha256);
        if (body.Verdict != EdXml.Exchange.SignatureVerdict.Accepted)
            return ExchangeGate.Refused(body);

        var report = PacketReader.Read(new MemoryStream(bytes), _ => Stream.Null, settings: null, stop);
        return report.Status is { } status && report.Outcome != ReadOutcome.Refused
            ? Check(status, caller).Then(checkedStatus => new ReceivedStatus(bytes, sha256, checkedStatus))
            : Unreadable(report);
    }

    // room for the largest is lent: made for each call, it would be for the costliest collections only to take back
    private static async Task<byte[]?> Body(Stream body, CancellationToken stop)
    {
        using var room = MemoryPool<byte>.Shared.Rent(Largest + 1);
        var length = await body.ReadAtLeastAsync(room.Memory[..(Largest + 1)], Largest + 1, throwOnEndOfStream: false, stop);
        return length > Largest ? null : room.Memory[..length].ToArray();
    }

    private static Outcome<StatusPacket> Check(StatusPacket status, Caller caller)
    {
        if (!string.Equals(status.From.OrganId, caller.Agency.Code, StringComparison.OrdinalIgnoreCase))
            return Refusal.Forbidden("status.not-yours",
                $"Gói tin ghi cơ quan gửi {status.From.OrganId}, không phải hệ thống đang gọi.",
                $"The packet says it is from {status.From.OrganId}, which is not the calling system.");
        if (status.StatusCode.Raw is not { Length: 2 } code || !code.All(char.IsAsciiDigit))
            return Refusal.Invalid("status.code-invalid", "Mã trạng thái phải gồm hai chữ số.", "A status code has two digits.");
        if (status.StatusCode.NeedsReason && string.IsNullOrWhiteSpace(status.Description))
            return Refusal.Invalid("status.reason-missing",
                "Trạng thái này phải kèm lý do (Description).", "This status must say why (Description).");
        return status;
    }

    private static Refusal Unreadable(ReadReport report)
    {
        var errors = report.Findings.Where(finding => finding.Severity == Severity.Error).ToList();
        return Refusal.Invalid("status.unreadable",
            "Không phải gói tin trạng thái edXML hợp lệ. " + string.Join(" ", errors.Select(error => error.Vietnamese)),
            "This is not a valid edXML status packet. " + string.Join(" ", errors.Select(error => error.English)));
    }
}

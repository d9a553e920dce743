using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Proof;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Exchange;

/// <summary>A packet that may be taken: read, for whom it is, and what the receipt for it will say.</summary>
internal sealed record Judged(PacketRead Packet, Addressees To, Acceptance Says);

/// <summary>
/// Reads a packet where it lies and looks who it is from and for; writes nothing. As many are read at once as the machine has processors:
/// what a hostile packet may cost is bounded one by one and together.
/// </summary>
public sealed class JudgePacket(Database database, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(Math.Max(2, Environment.ProcessorCount));

    internal async Task<Outcome<Judged>> Handle(Stream bytes, StoredFile file, PacketSource from, CancellationToken stop)
    {
        var read = await Read(bytes, file, stop);
        if (read.Refusal is { } unreadable)
            return unreadable;
        return await database.Read(session => Look(session, read.Answer, from), stop);
    }

    /// <inheritdoc />
    public void Dispose() => _reading.Dispose();

    private async Task<Outcome<PacketRead>> Read(Stream bytes, StoredFile file, CancellationToken stop)
    {
        await _reading.WaitAsync(stop);
        try
        {
            return PacketRead.Of(bytes, file, stop);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<Outcome<Judged>> Look(ReadSession session, PacketRead packet, PacketSource from)
    {
        var us = await Agency.Need(session);
        if (us.Refusal is { } notEnrolled)
            return notEnrolled;
        var said = packet.From.OrganId;
        var mayBring = from.ForOthers || await IsFrom(session, us.Answer, said, from.Code)
            || (from.Way == PacketWay.Polled && await FindRoute.LeadsTo(session, from.Code, said));
        if (!mayBring)
            return NotYours(said);
        var to = await Addressees.Find(session, us.Answer, from.To ?? packet.To, each: from.To is not null);
        if (to.Refusal is { } nobody)
            return nobody;
        var root = await TrailRoot.Latest(session);
        return new Judged(packet, to.Answer, new Acceptance
        {
            AcceptedBy = new Acceptance.Party(us.Answer.Code, us.Answer.Name),
            From = new Acceptance.Party(from.Code, from.Name),
            PacketId = Guid.CreateVersion7(clock.GetUtcNow()),
            Kind = Kind(packet),
            ExchangeId = packet.ExchangeId,
            Sha256 = packet.File.Sha256,
            Length = packet.File.Length,
            AcceptedAt = clock.GetUtcNow(),
            TrailRoot = root is null ? null : new Acceptance.Head(root.Number, root.Hash),
        });
    }

    // a system speaks for its agency, and for those right below it that have no system of their own here (ADR 40); never for us
    private static async Task<bool> IsFrom(ReadSession session, Agency us, string said, string proved)
    {
        if (string.Equals(said, proved, StringComparison.OrdinalIgnoreCase) || await DirectoryEntry.AreSame(session, said, proved))
            return true;
        return await DirectoryEntry.Find(session, said) is { ParentCode: { } above }
            && await DirectoryEntry.AreSame(session, above, proved)
            && await Partner.OfAgency(session, said) is null
            && await (await OurCodes.Of(session, us)).Which(session, said) is null;
    }

    private static string Kind(PacketRead packet) => packet.Business is { } business
        ? business.ToString().ToLowerInvariant()
        : "status-" + packet.About!.StatusCode.Raw;

    private static Refusal NotYours(string code) => Refusal.Forbidden("packet.sender-unknown",
        $"Gói tin ghi cơ quan gửi {code}, không phải hệ thống đang gửi.",
        $"The packet says it is from {code}, which is not the system that brings it.");
}

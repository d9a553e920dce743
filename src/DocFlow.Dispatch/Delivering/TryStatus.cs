using DocFlow.Dispatch.Exchange;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Delivering;

/// <summary>A status packet of ours on its way out, as it was asked for.</summary>
public sealed record AnswerRow
{
    public required Guid Id { get; init; }

    public required string FromCode { get; init; }

    public required string ToCode { get; init; }

    public required string ExchangeId { get; init; }

    public required string DocumentCode { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public required string Status { get; init; }

    public string? Description { get; init; }

    public string? Department { get; init; }

    public string? Staff { get; init; }

    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>Set where a document message goes: an update, or a recall that was written as one.</summary>
    public int? Business { get; init; }

    public string? PacketSha256 { get; init; }

    public long? PacketLength { get; init; }

    public required int Sends { get; init; }

    internal const string Columns =
        "id, from_code, to_code, exchange_id, document_code, issued_on, status, description, department, staff, given_at, "
        + "business, packet_sha256, packet_length, sends";
}

/// <summary>
/// One try of a claimed status packet: written (the same row gives the same bytes), then to a peer, or taken in here for whoever is of this
/// installation or collects from it.
/// </summary>
public sealed class TryStatus(
    Database database, WriteAnswer writer, AcceptPacket accept, DeliveryOptions options, [FromKeyedServices(SendToPeers.Due)] Bell peers)
{
    private const int MostTries = 8;

    public async Task Handle(AnswerRow answer, CancellationToken stop)
    {
        var (from, route) = await database.Read(
            async session => (await From(session, answer.FromCode), await FindRoute.OfStatus(session, answer.Id)), stop);
        if (answer.Sends > MostTries)
            await Fail(answer, new TransportFault(DeliveryTrouble.TooOften, $"{MostTries}"), stop);
        else if (route is null)
            await Fail(answer, new TransportFault(DeliveryTrouble.NoRoute, answer.ToCode), stop);
        else
            await Send(answer, route, from, stop);
    }

    private async Task Send(AnswerRow answer, Route route, Organization from, CancellationToken stop)
    {
        var written = await writer.Handle(answer, route, from, stop);
        if (written.Packet is not { } packet)
            await Fail(answer, new TransportFault(DeliveryTrouble.NotWritten, written.Why!), stop);
        else if (route.Way == RouteWay.Peer)
            await database.Write(session => ToPeer(session, answer, route, written), stop);
        else
            await TakeIn(answer, packet, from, stop);
    }

    private Task ToPeer(Session session, AnswerRow answer, Route route, WriteAnswer.Answer written)
    {
        session.AfterCommit(peers.Ring);
        return session.Keep(Route, new
        {
            answer.Id,
            route.PeerCode,
            written.Packet!.Sha256,
            written.Packet.Length,
            Business = (int?)written.Business,
            session.Now,
            GiveUp = session.Now + options.TimeToLive,
        });
    }

    private async Task TakeIn(AnswerRow answer, StoredFile packet, Organization us, CancellationToken stop)
    {
        var from = new PacketSource(us.OrganId, us.OrganName ?? us.OrganId, PacketWay.Internal) { To = [answer.ToCode] };
        var accepted = await accept.Handle(packet, from, stop);
        if (accepted.Refusal is { } refusal)
            await Fail(answer, new TransportFault(refusal.Code, refusal.Vi), stop);
        else
            await database.Write(session => session.Keep(Sent, new { answer.Id, packet.Sha256, packet.Length, session.Now }), stop);
    }

    private Task Fail(AnswerRow answer, TransportFault fault, CancellationToken stop) => database.Write(
        session => session.Keep(Failed, new { answer.Id, fault.Code, Why = MoveDelivery.Short(fault.Said), session.Now }), stop);

    // our agency, or the unit that the document was sent to
    private static async Task<Organization> From(ReadSession session, string code)
    {
        var (us, unit) = (await Agency.Find(session), await Unit.OfCode(session, code));
        return unit is null
            ? new Organization { OrganId = code, OrganName = us?.Name, OrganizationInCharge = us?.Superior }
            : new Organization { OrganId = code, OrganName = unit.Name, OrganizationInCharge = us?.Name };
    }

    private const string Route = """
        update dispatch_answer
        set state = 'sending', peer_code = @PeerCode, packet_sha256 = @Sha256, packet_length = @Length, business = @Business,
            due_at = @Now, sends = 0, give_up_at = coalesce(give_up_at, @GiveUp), changed_at = @Now
        where id = @Id and state = 'preparing'
        """;

    private const string Sent = """
        update dispatch_answer
        set state = 'sent', packet_sha256 = @Sha256, packet_length = @Length, sent_at = @Now, changed_at = @Now, error_code = null,
            last_error = null
        where id = @Id and state = 'preparing'
        """;

    private const string Failed = """
        update dispatch_answer
        set state = 'failed', error_code = @Code, last_error = @Why, changed_at = @Now
        where id = @Id and state = 'preparing'
        """;
}

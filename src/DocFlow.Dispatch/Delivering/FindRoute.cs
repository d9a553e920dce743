using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Writing;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Dispatch.Delivering;

/// <summary>By which way a recipient's packets go, and how they are written for it.</summary>
internal sealed record Route(RouteWay Way, string? PeerCode, Layout Layout)
{
    /// <summary>It wants a recall as a document message (type 1), not as a status (13).</summary>
    public bool RecallsByMessage { get; init; }

    public static readonly Route Mailbox = new(RouteWay.Mailbox, null, Layout.Vpcp);
    public static readonly Route Internal = new(RouteWay.Internal, null, Layout.Vpcp);
}

/// <summary>The ways there are.</summary>
internal enum RouteWay
{
    /// <summary>The recipient collects it here.</summary>
    Mailbox,

    /// <summary>The recipient is this installation itself.</summary>
    Internal,

    /// <summary>A peer takes it.</summary>
    Peer,
}

/// <summary>
/// How recipients are reached, whichever of its codes names one: ourselves and our units internally; by the peer that a clerk or an
/// administrator said, or that bears the recipient's code; in the mailbox, where the recipient is enrolled; else by the peer that takes
/// everybody else's.
/// </summary>
internal static class FindRoute
{
    private const int ForOthers = 5;

    private sealed record AskedRow
    {
        public required Guid Id { get; init; }

        public required string RecipientCode { get; init; }

        /// <summary>The peer that a clerk said.</summary>
        public string? PeerCode { get; init; }

        /// <summary>The peer that the answered document came by.</summary>
        public string? ViaCode { get; init; }
    }

    private sealed record WayRow
    {
        public required string Code { get; init; }

        public required string Layout { get; init; }

        public required int Nearness { get; init; }

        public string? RecallBy { get; init; }

        public Route Route => new(RouteWay.Peer, Code, Peer.LayoutOf(Layout)) { RecallsByMessage = RecallBy == Peer.ByMessage };
    }

    /// <summary>The ways of some copies, by their ids; where none is known a copy waits in the mailbox.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Route>> OfCopies(
        ReadSession session, IEnumerable<DeliveryRow> copies, OurCodes? house)
    {
        var asked = copies.Select(copy => new AskedRow { Id = copy.Id, RecipientCode = copy.RecipientCode, PeerCode = copy.PeerCode });
        return (await Of(session, [.. asked], house)).ToDictionary(one => one.Id, one => one.Route ?? Route.Mailbox);
    }

    /// <summary>The way of a status packet; null where nobody knows one.</summary>
    public static async Task<Route?> OfStatus(ReadSession session, Guid answerId)
    {
        var asked = await session.List<AskedRow>(Status, new { Id = answerId });
        var house = await Agency.Find(session) is { } us ? await OurCodes.Of(session, us) : null;
        return (await Of(session, asked, house)).Single().Route;
    }

    /// <summary>Whether an administrator said that this agency is reached by this peer.</summary>
    public static async Task<bool> LeadsTo(ReadSession session, string peerCode, string agencyCode)
    {
        var codes = await DirectoryEntry.Codes(session, agencyCode);
        return await session.One<long>(Leads, new { PeerCode = peerCode, codes.Said, codes.InForce, codes.Old }) > 0;
    }

    private static async Task<IReadOnlyList<(Guid Id, Route? Route)>> Of(
        ReadSession session, IReadOnlyList<AskedRow> asked, OurCodes? house)
    {
        var codes = await DirectoryEntry.Codes(session, asked.Select(one => one.RecipientCode));
        var looks = new List<(AskedRow Asked, Later<IReadOnlyList<WayRow>>? Ways)>();
        foreach (var one in asked)
        {
            var both = codes[one.RecipientCode];
            looks.Add((one, house?.Which(both) is null ? await AskWays(session, one, both) : null));
        }

        var partners = await Partner.OfAgencies(
            session, [.. looks.Where(look => look.Ways is not null).Select(look => codes[look.Asked.RecipientCode]).Distinct()]);

        var found = new List<(Guid, Route?)>();
        foreach (var (one, ways) in looks)
        {
            var collects = partners.GetValueOrDefault(one.RecipientCode);
            found.Add((one.Id, ways is null ? Route.Internal : Nearest(await ways.Answer(), collects)));
        }

        return found;
    }

    private static Task<Later<IReadOnlyList<WayRow>>> AskWays(ReadSession session, AskedRow asked, BothCodes codes) => session.Ask<WayRow>(
        Ways, new { asked.PeerCode, asked.ViaCode, codes.Said, codes.InForce, codes.Old, Yes = true });

    private static Route? Nearest(IReadOnlyList<WayRow> ways, Partner? collects)
    {
        if (ways is [{ Nearness: < ForOthers } own, ..])
            return own.Route;
        return collects is { Active: true } ? Route.Mailbox : ways is [var others, ..] ? others.Route : null;
    }

    private const string Status = """
        select a.id, a.to_code as recipient_code, a.peer_code, d.via_code
        from dispatch_answer a
        left join dispatch_packet d on d.exchange_id = a.exchange_id and d.from_code = a.to_code and d.kind = 'edoc' and d.way = 'polled'
        where a.id = @Id
        """;

    private const string Leads = """
        select count(*)
        from dispatch_route
        where peer_code = @PeerCode and recipient_code in (@Said, @InForce, @Old)
        """;

    // an answer goes back the way its document came, where nothing else is said
    private const string Ways = """
        select p.code, p.layout, p.recall_by, case
                when p.code = @PeerCode then 1
                when r.peer_code is not null then 2
                when p.code in (@Said, @InForce, @Old) then 3
                when p.code = @ViaCode then 4
                else 5
            end as nearness
        from dispatch_peer p
        left join dispatch_route r on r.peer_code = p.code and r.recipient_code in (@Said, @InForce, @Old)
        where p.active = @Yes and (p.takes_others = @Yes or r.peer_code is not null
            or p.code in (@PeerCode, @ViaCode, @Said, @InForce, @Old))
        order by nearness, p.code
        """;
}

using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Writing;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Dispatch.Delivering;

/// <summary>By which way a recipient's packets go, and how they are written for it.</summary>
internal sealed record Route(RouteWay Way, string? PeerCode, Layout Layout)
{
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
/// How recipients are reached: ourselves internally; by the peer that a clerk or an administrator said, or that bears the recipient's code;
/// in the mailbox, where the recipient is enrolled; else by the peer that takes everybody else's.
/// </summary>
internal static class FindRoute
{
    private sealed record RouteRow
    {
        public required string RecipientCode { get; init; }

        public string? PeerCode { get; init; }

        public string? Layout { get; init; }

        public string? OthersCode { get; init; }

        public string? OthersLayout { get; init; }
    }

    /// <summary>The ways of a letter's copies, by recipient.</summary>
    public static async Task<IReadOnlyDictionary<string, Route>> OfCopies(ReadSession session, Guid issueId, string? ours)
    {
        var routes = new Dictionary<string, Route>();
        foreach (var row in await session.List<RouteRow>(Copies, new { IssueId = issueId, Yes = true }))
            routes[row.RecipientCode] = await Of(session, row, ours);
        return routes;
    }

    /// <summary>The way of a status packet; null where nobody knows one.</summary>
    public static async Task<Route?> OfStatus(ReadSession session, Guid answerId, string? ours)
    {
        var row = (await session.List<RouteRow>(Status, new { Id = answerId, Yes = true }))[0];
        var route = await Of(session, row, ours);
        return route == Route.Mailbox && await Partner.OfCode(session, row.RecipientCode) is not { Active: true } ? null : route;
    }

    private static async Task<Route> Of(ReadSession session, RouteRow row, string? ours)
    {
        if (string.Equals(row.RecipientCode, ours, StringComparison.OrdinalIgnoreCase))
            return Route.Internal;
        if (row.PeerCode is { } peer)
            return new Route(RouteWay.Peer, peer, Peer.LayoutOf(row.Layout));
        // whether it collects is asked only where there is another way
        if (row.OthersCode is not { } others || await Partner.OfCode(session, row.RecipientCode) is { Active: true })
            return Route.Mailbox;
        return new Route(RouteWay.Peer, others, Peer.LayoutOf(row.OthersLayout));
    }

    private const string Copies = """
        select d.recipient_code, p.code as peer_code, p.layout, f.code as others_code, f.layout as others_layout
        from dispatch_delivery d
        left join dispatch_route r on r.recipient_code = d.recipient_code
        left join dispatch_peer p on p.code = coalesce(d.peer_code, r.peer_code, d.recipient_code) and p.active = @Yes
        left join dispatch_peer f on f.takes_others = @Yes and f.active = @Yes
        where d.issue_id = @IssueId
        """;

    // an answer goes back the way its document came, where nothing else is said
    private const string Status = """
        select a.to_code as recipient_code, coalesce(p.code, v.code) as peer_code, coalesce(p.layout, v.layout) as layout,
            f.code as others_code, f.layout as others_layout
        from dispatch_answer a
        left join dispatch_route r on r.recipient_code = a.to_code
        left join dispatch_peer p on p.code = coalesce(a.peer_code, r.peer_code, a.to_code) and p.active = @Yes
        left join dispatch_packet d on d.exchange_id = a.exchange_id and d.from_code = a.to_code and d.kind = 'edoc' and d.way = 'polled'
        left join dispatch_peer v on v.code = d.via_code and v.active = @Yes
        left join dispatch_peer f on f.takes_others = @Yes and f.active = @Yes
        where a.id = @Id
        """;
}

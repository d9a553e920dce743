using DocFlow.Intake.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;

namespace DocFlow.Intake.Recalling;

/// <summary>GET /intake/requests.json: what senders ask about their documents and nobody has decided, oldest first.</summary>
public static class ListRequests
{
    private const int Most = 200;

    public static async Task<Outcome<IReadOnlyList<SenderRequest>>> Handle(ReadSession session, Actor actor)
    {
        if (RequestRefusals.UnlessDecides(actor) is { } forbidden)
            return forbidden;
        return (await session.List<SenderRequest>(Undecided, new { Offset = 0, Limit = Most })).ToList();
    }

    /// <summary>
    /// All that were made about a registered document, whether its packet was asked for before or after it was registered.
    /// </summary>
    public static async Task<IReadOnlyList<SenderRequest>> Of(ReadSession session, Guid document)
    {
        var requests = new Dictionary<Guid, SenderRequest>();
        foreach (var request in await session.List<SenderRequest>(Decided, new { Id = document }))
            requests.TryAdd(request.Id, request);
        foreach (var packet in await PacketRow.Of(session, document))
        {
            foreach (var request in await session.List<SenderRequest>(About, packet))
                requests.TryAdd(request.Id, request);
        }

        return [.. requests.Values.OrderBy(request => request.AskedAt)];
    }

    /// <summary>How many wait, for the door to them.</summary>
    public static Task<long> Count(ReadSession session) => session.One<long>(HowMany);

    private const string Undecided = $$"""
        select {{SenderRequest.Columns}}
        from intake_request
        where state = 'Open'
        order by asked_at, id
        {page}
        """;

    private const string Decided = $"""
        select {SenderRequest.Columns}
        from intake_request
        where document_id = @Id
        """;

    private const string About = $"""
        select {SenderRequest.Columns}
        from intake_request
        where exchange_id = @ExchangeId
        """;

    private const string HowMany = """
        select count(*)
        from intake_request
        where state = 'Open'
        """;
}

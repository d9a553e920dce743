using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// A recipient agreed (15) to give back a document that went through this node: the copies that it had here are given back with that, also
/// one that it never collected. A 15 to an update lets go of nothing.
/// </summary>
internal static class RelayedRecall
{
    private sealed record CopyRow
    {
        public required Guid PacketId { get; init; }

        public required string FromCode { get; init; }

        public required string RecipientCode { get; init; }
    }

    public static async Task Agreed(Session session, PacketRead answer)
    {
        var copies = await session.List<CopyRow>(Copies, new { answer.ExchangeId });
        if (copies.Count == 0)
            return;
        var codes = await DirectoryEntry.Codes(session,
            copies.SelectMany(copy => new[] { copy.RecipientCode, copy.FromCode }).Append(answer.From.OrganId).Append(answer.To[0]));
        foreach (var copy in copies.Where(copy =>
            codes[copy.RecipientCode].AreSame(codes[answer.From.OrganId]) && codes[copy.FromCode].AreSame(codes[answer.To[0]])))
        {
            if (await LastAsked(session, answer.ExchangeId, copy) == PacketBusiness.Recall)
                await PacketCopy.GiveBack(session, copy.PacketId, copy.RecipientCode);
        }
    }

    // one thing at a time is asked of a copy: the answer is to the last
    private static async Task<PacketBusiness?> LastAsked(Session session, string exchangeId, CopyRow copy)
    {
        var asked = new { ExchangeId = exchangeId, copy.FromCode, copy.RecipientCode };
        return await session.List<int>(Asked, asked) is [var business] ? (PacketBusiness)business : null;
    }

    private const string Copies = """
        select p.id as packet_id, p.from_code, c.recipient_code
        from dispatch_packet p
        join dispatch_packet_copy c on c.packet_id = p.id
        where p.exchange_id = @ExchangeId and p.kind = 'edoc' and c.state <> 'recalled'
        """;

    private const string Asked = """
        select coalesce(p.business, 1) as business
        from dispatch_packet p
        join dispatch_packet_copy c on c.packet_id = p.id
        where p.exchange_id = @ExchangeId and p.from_code = @FromCode and c.recipient_code = @RecipientCode
            and (p.status = '13' or p.business in (1, 2))
        order by p.accepted_at desc, p.id desc
        {first}
        """;
}

using DocFlow.Intake.Packets;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Intake.Recalling;

/// <summary>Whether we have the document that a request is about.</summary>
public enum Possession
{
    /// <summary>We do: on the desk, registered or returned.</summary>
    Here,

    /// <summary>Not yet, or never; packets overtake one another.</summary>
    NotHere,

    /// <summary>We do, but it is another agency that sent it.</summary>
    NotTheirs,

    /// <summary>We did; it was given back.</summary>
    GivenBack,
}

/// <summary>
/// The document that a request is about: what came over the exchange under its id from the agency that asks. It is looked for whenever
/// somebody looks or decides, so a request that overtook its document waits for it by itself.
/// </summary>
internal sealed record AskedDocument(Possession Possession, IReadOnlyList<PacketRow> Packets)
{
    /// <summary>The register's document, where one of the packets was registered.</summary>
    public Guid? DocumentId => Packets.Select(packet => packet.DocumentId).FirstOrDefault(id => id is not null);

    public static async Task<AskedDocument> Find(ReadSession session, SenderRequest request)
    {
        var packets = await session.List<PacketRow>(OfExchangeId, new { Key = ExchangeKey.Of(request.ExchangeId) });
        var theirs = new List<PacketRow>();
        foreach (var packet in packets)
        {
            if (await DirectoryEntry.AreSame(session, packet.FromCode, request.FromCode))
                theirs.Add(packet);
        }

        var here = theirs.Where(packet => packet.State != PacketState.Recalled).ToList();
        return here.Count > 0 ? new(Possession.Here, here)
            : theirs.Count > 0 ? new(Possession.GivenBack, theirs)
            : new(packets.Count > 0 ? Possession.NotTheirs : Possession.NotHere, []);
    }

    private const string OfExchangeId = $"""
        select {PacketRow.Columns}
        from intake_packet
        where exchange_key = @Key
        order by received_at desc
        """;
}

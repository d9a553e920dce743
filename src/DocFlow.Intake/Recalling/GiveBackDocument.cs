using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Intake.Screening;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;

namespace DocFlow.Intake.Recalling;

/// <summary>
/// Gives a document back within the act that agrees: its packets, its files and what was read of them are let go of and condemned; the
/// arrival number, the register's line, the hashes and the recall's own record stay. The other rooms hear of it and do the same.
/// </summary>
internal static class GiveBackDocument
{
    private sealed record FileRow
    {
        public required Guid Id { get; init; }

        public required string Sha256 { get; init; }

        public required int Pages { get; init; }
    }

    /// <summary>All hashes that were let go of.</summary>
    public static async Task<IReadOnlyList<string>> Handle(SenderRequest request, AskedDocument asked, Session session, Actor actor)
    {
        var hashes = new List<string>();
        foreach (var packet in asked.Packets)
        {
            await session.Execute(DropPacket, new { packet.Id, session.Now });
            hashes.Add(await session.One<string>(HashOfPacket, new { packet.Id }));
        }

        // whoever registers it at this moment came before the packets were taken, or finds that they are no longer there
        var document = (await AskedDocument.Find(session, request)).DocumentId;
        foreach (var file in await FilesOf(asked, document, session))
        {
            var kept = JsonSerializer.Serialize(new ScreeningReport { Pages = file.Pages }, MessageJson.Options);
            var key = file.Id.ToString("N");
            await session.Execute(DropFile, new { file.Id, Report = kept, request.Reason, session.Now, actor.FullName, Key = key });
            hashes.Add(file.Sha256);
        }

        hashes.AddRange(await DropAsking(request, session));
        foreach (var sha256 in hashes.Distinct())
            await session.Condemn(sha256, document ?? asked.Packets[0].Id);
        await Tell(request, document, [.. hashes.Distinct()], session, actor);
        return [.. hashes.Distinct()];
    }

    /// <summary>Something was asked about a document that is gone already: what asks may repeat it, and is destroyed too.</summary>
    public static async Task Again(SenderRequest request, Session session, Actor actor)
    {
        var hashes = await DropAsking(request, session);
        foreach (var sha256 in hashes)
            await session.Condemn(sha256, request.Id);
        if (hashes.Count > 0)
            await Tell(request, document: null, hashes, session, actor);
    }

    // recalls and updates may repeat the document itself
    private static async Task<IReadOnlyList<string>> DropAsking(SenderRequest request, Session session)
    {
        var about = new { request.ExchangeId, session.Now };
        var hashes = await session.List<string>(AskingPackets, about);
        await session.Execute(DropAskingPackets, about);
        return hashes;
    }

    private static async Task<IReadOnlyList<FileRow>> FilesOf(AskedDocument asked, Guid? document, ReadSession session)
    {
        var files = new List<FileRow>();
        foreach (var packet in asked.Packets)
            files.AddRange(await session.List<FileRow>(FilesOfPacket, new { packet.Id }));
        if (document is null)
            return files;
        // the same bytes taken in by hand for the same document; what else was put to it is not the sender's
        var theirs = files.Select(file => file.Sha256).ToHashSet();
        var others = await session.List<FileRow>(FilesOfDocument, new { Id = document });
        return [.. files, .. others.Where(file => theirs.Contains(file.Sha256) && files.TrueForAll(known => known.Id != file.Id))];
    }

    private static async Task Tell(
        SenderRequest request, Guid? document, IReadOnlyList<string> hashes, Session session, Actor actor)
    {
        RecalledArrival? arrival = null;
        if (document is { } id)
        {
            await session.Execute(MarkDocument, new { Id = id, session.Now, request.Reason, Key = id.ToString("N") });
            arrival = await session.One<RecalledArrival>(ArrivalOf, new { Id = id });
        }

        await session.Publish(new DocumentRecalled
        {
            RequestId = request.Id,
            Arrival = arrival,
            Files = hashes,
            Code = request.Code,
            Reason = request.Reason,
            AgreedByName = actor.FullName,
            AgreedAt = session.Now,
        });
    }

    private const string AskingPackets = """
        select distinct packet_sha256
        from intake_request
        where exchange_id = @ExchangeId and kind in ('Recall', 'Update') and packet_sha256 is not null and destroyed_at is null
        """;

    private const string DropAskingPackets = """
        update intake_request
        set destroyed_at = @Now
        where exchange_id = @ExchangeId and kind in ('Recall', 'Update') and packet_sha256 is not null and destroyed_at is null
        """;

    private const string DropPacket = """
        update intake_packet
        set state = 'Recalled', destroyed_at = @Now, words = null, change = null
        where id = @Id
        """;

    private const string HashOfPacket = """
        select sha256
        from intake_packet
        where id = @Id
        """;

    private const string FilesOfPacket = """
        select id, sha256, pages
        from intake_file
        where packet_id = @Id and state <> 'Destroyed'
        """;

    private const string FilesOfDocument = """
        select id, sha256, pages
        from intake_file
        where document_id = @Id and state <> 'Destroyed'
        """;

    private const string DropFile = """
        update intake_file
        set state = 'Destroyed', report = @Report, decision = 'Recalled', decision_reason = @Reason, decided_at = @Now,
            decided_by_name = @FullName, repeat_key = @Key
        where id = @Id
        """;

    // the sender may send it again: it no longer holds its code
    private const string MarkDocument = """
        update intake_document
        set recalled_at = @Now, recall_reason = @Reason, repeat_key = @Key
        where id = @Id
        """;

    private const string ArrivalOf = """
        select id as document_id, year, arrival_number, organ_name as issuer_name, type_name, subject, urgency, registered_by,
            registered_by_name
        from intake_document
        where id = @Id
        """;
}

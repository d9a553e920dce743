using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Evidence;
using DocFlow.Platform.Trail;
using Office = DocFlow.Platform.Identity.Agencies.Agency;

namespace DocFlow.Host.Evidence;

/// <summary>Everything about one document, from one look at the database.</summary>
public sealed record FoundEvidence
{
    public required Guid Document { get; init; }

    public required IReadOnlyList<string> ExchangeIds { get; init; }

    public required Office Agency { get; init; }

    public required IReadOnlyList<EvidencePart> Parts { get; init; }

    public required TrailSlice Slice { get; init; }

    public required TrailRoot? Latest { get; init; }
}

/// <summary>Asks each room for what it has about a document, and the trail for what it says.</summary>
public sealed class FindEvidence(Database database, IEnumerable<Room> rooms, NodeKey key)
{
    public Task<Outcome<FoundEvidence>> Handle(DocumentAsked asked, CancellationToken stop) =>
        database.Read(session => Look(session, asked), stop);

    private async Task<Outcome<FoundEvidence>> Look(ReadSession session, DocumentAsked asked)
    {
        var documents = new HashSet<Guid>();
        foreach (var room in rooms)
            documents.UnionWith(await room.FindDocument(session, asked));
        if (documents.Count == 0)
            return Unknown(asked);
        if (documents.Count > 1)
            return Ambiguous(documents);
        var agency = await Office.Need(session);
        return agency.Refusal is { } refusal ? refusal : await Collect(session, documents.Single(), agency.Answer);
    }

    private async Task<FoundEvidence> Collect(ReadSession session, Guid document, Office agency)
    {
        var exchangeIds = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var room in rooms)
            exchangeIds.UnionWith(await room.ExchangeIds(session, document));

        var (parts, subjects) = (new List<EvidencePart>(), new List<Guid> { document });
        foreach (var room in rooms)
        {
            var found = await room.Evidence(session, new DocumentKeys(document, [.. exchangeIds]));
            parts.AddRange(found.Parts);
            subjects.AddRange(found.Subjects);
        }

        return new FoundEvidence
        {
            Document = document,
            ExchangeIds = [.. exchangeIds],
            Agency = agency,
            Parts = [.. parts.DistinctBy(part => (part.Kind, part.Sha256 ?? part.Name))],
            Slice = await TrailSlice.Of(session, subjects, key),
            Latest = await TrailRoot.Latest(session),
        };
    }

    private static Refusal Unknown(DocumentAsked asked) => Refusal.NotFound("evidence.document-unknown",
        $"Không có văn bản nào là «{asked.Text}» (năm {asked.Year}).", $"There is no document \"{asked.Text}\" (year {asked.Year}).");

    private static Refusal Ambiguous(IEnumerable<Guid> documents) => Refusal.Conflict("evidence.document-ambiguous",
        $"Có nhiều văn bản như vậy; hãy hỏi bằng mã nội bộ: {string.Join(", ", documents.Order())}.",
        $"There are several such documents; ask by our id: {string.Join(", ", documents.Order())}.");
}

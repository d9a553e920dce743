using DocFlow.Contracts;
using DocFlow.Dispatch.Issuing;
using DocFlow.Dispatch.Recalling;
using DocFlow.EdXml.Writing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// An issued letter for all copies of a batch: looked up once, and its file packed once as it travels, by the first copy that is written;
/// in a scratch file, for it may be large.
/// </summary>
public sealed class LetterAtHand(Guid issueId, Database database, ContentStore content) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Facts? _facts;
    private IReadOnlyDictionary<Guid, Route> _routes = new Dictionary<Guid, Route>();
    private FileStream? _file;

    internal sealed record LetterRow
    {
        public required int Number { get; init; }

        public required DateOnly DatedOn { get; init; }

        public required DateTimeOffset IssuedAt { get; init; }

        public required string FileSha256 { get; init; }

        public required string Body { get; init; }

        public required string Subject { get; init; }

        public int? Urgency { get; init; }

        public DateOnly? ReplyBy { get; init; }

        public CaseReadyToIssue Said => ReadyCase.Read(Body);
    }

    /// <summary>What the packets say, and the trail's latest root that they give away.</summary>
    internal sealed record Facts(LetterRow Letter, Outcome<Agency> Agency, TrailRoot? Root)
    {
        /// <summary>Under which codes we take packets ourselves.</summary>
        public OurCodes? House { get; init; }

        /// <summary>What is said of it now, as far as it was corrected.</summary>
        public LetterWords Words { get; init; } = WordsOf(Letter);

        /// <summary>Who has it, in the order that it was signed with.</summary>
        public IReadOnlyList<Recipient> Recipients { get; init; } = [];
    }

    internal static LetterWords WordsOf(LetterRow letter)
    {
        var draft = letter.Said.Draft;
        return new(letter.Subject, (Urgency)(letter.Urgency ?? (int)draft.Urgency), letter.ReplyBy ?? draft.ReplyBy);
    }

    /// <summary>Ids of the document that it replaces, by those recipients who have that one; known once its facts are.</summary>
    public IReadOnlyDictionary<string, string> Replaced { get; private set; } = new Dictionary<string, string>();

    private sealed record RecipientRow
    {
        public required string Code { get; init; }

        public required string Name { get; init; }
    }

    private sealed record ReplacedRow
    {
        public required string RecipientCode { get; init; }

        public required string ExchangeId { get; init; }
    }

    /// <summary>The copies that are written now; their ways are looked up with the facts.</summary>
    internal IReadOnlyList<DeliveryRow> Copies { get; init; } = [];

    /// <summary>Its facts.</summary>
    internal Task<Facts> Look(CancellationToken stop) => Alone(async () => _facts ??= await database.Read(Read, stop), stop);

    /// <summary>How one of the copies reaches its recipient; known once its facts are.</summary>
    internal Route RouteOf(DeliveryRow copy) => _routes[copy.Id];

    /// <summary>Opens its packed file for one copy.</summary>
    public async Task<FileStream> Open(CancellationToken stop)
    {
        var facts = await Look(stop);
        var packed = await Alone(async () => _file ??= await Pack(facts.Letter.FileSha256, stop), stop);
        return new FileStream(packed.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file?.Dispose();
        _gate.Dispose();
    }

    private async Task<T> Alone<T>(Func<Task<T>> work, CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            return await work();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Facts> Read(ReadSession session)
    {
        var issue = new { IssueId = issueId };
        var loaded = await session.Ask<LetterRow>(Load, issue);
        var replaced = await session.Ask<ReplacedRow>(OldCopies, issue);
        var have = await session.Ask<RecipientRow>(HaveCopies, issue);
        var agency = await Agency.Need(session);
        var letter = (await loaded.Answer()).Single();
        Replaced = (await replaced.Answer()).ToDictionary(row => row.RecipientCode, row => row.ExchangeId);
        var house = agency.Refusal is null ? await OurCodes.Of(session, agency.Answer) : null;
        if (Copies.Count > 0)
            _routes = await FindRoute.OfCopies(session, Copies, house);
        var order = letter.Said.Draft.Recipients.DistinctBy(one => one.Code).Index().ToDictionary(one => one.Item.Code, one => one.Index);
        return new Facts(letter, agency, await TrailRoot.Latest(session))
        {
            House = house,
            Recipients =
            [
                .. (await have.Answer()).Select(row => new Recipient(row.Code, row.Name))
                    .OrderBy(one => order.GetValueOrDefault(one.Code, int.MaxValue)),
            ],
        };
    }

    private async Task<FileStream> Pack(string sha256, CancellationToken stop)
    {
        await using var pdf = await content.Open(sha256, stop);
        return await content.Scratch(to =>
        {
            AttachmentZip.Write(pdf, to, $"{issueId}.pdf");
            return Task.CompletedTask;
        });
    }

    internal const string Load = """
        select i.number, i.dated_on, i.issued_at, i.file_sha256, i.subject, i.urgency, i.reply_by, r.body
        from dispatch_issue i
        join dispatch_ready r on r.case_id = i.case_id and r.case_version = i.case_version
        where i.id = @IssueId
        """;

    private const string HaveCopies = """
        select recipient_code as code, recipient_name as name
        from dispatch_delivery
        where issue_id = @IssueId and state <> 'recalled'
        order by created_at, recipient_name
        """;

    private const string OldCopies = """
        select d.recipient_code, d.exchange_id
        from dispatch_issue i
        join dispatch_delivery d on d.issue_id = i.replaces
        where i.id = @IssueId and d.state <> 'recalled'
        """;
}

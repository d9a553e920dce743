using DocFlow.Contracts;
using DocFlow.Dispatch.Issuing;
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
    private FileStream? _file;

    internal sealed record LetterRow
    {
        public required int Number { get; init; }

        public required DateOnly DatedOn { get; init; }

        public required DateTimeOffset IssuedAt { get; init; }

        public required string FileSha256 { get; init; }

        public required string Body { get; init; }

        public CaseReadyToIssue Said => ReadyCase.Read(Body);
    }

    /// <summary>What the packets say, and the trail's latest root that they give away.</summary>
    internal sealed record Facts(LetterRow Letter, Outcome<Agency> Agency, TrailRoot? Root)
    {
        /// <summary>Under which codes we take packets ourselves.</summary>
        public OurCodes? House { get; init; }
    }

    /// <summary>Ids of the document that it replaces, by those recipients who have that one; known once its facts are.</summary>
    public IReadOnlyDictionary<string, string> Replaced { get; private set; } = new Dictionary<string, string>();

    private sealed record ReplacedRow
    {
        public required string RecipientCode { get; init; }

        public required string ExchangeId { get; init; }
    }

    /// <summary>Its facts.</summary>
    internal async Task<Facts> Look(CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            return _facts ??= await database.Read(Read, stop);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>How one copy reaches its recipient.</summary>
    internal async Task<Route> RouteOf(DeliveryRow copy, CancellationToken stop)
    {
        var house = (await Look(stop)).House;
        return await database.Read(session => FindRoute.OfCopy(session, copy, house), stop);
    }

    /// <summary>Opens its packed file for one copy.</summary>
    public async Task<FileStream> Open(CancellationToken stop)
    {
        var facts = await Look(stop);
        await _gate.WaitAsync(stop);
        try
        {
            _file ??= await Pack(facts.Letter.FileSha256, stop);
        }
        finally
        {
            _gate.Release();
        }

        return new FileStream(_file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file?.Dispose();
        _gate.Dispose();
    }

    private async Task<Facts> Read(ReadSession session)
    {
        var issue = new { IssueId = issueId };
        Replaced = (await session.List<ReplacedRow>(OldCopies, issue)).ToDictionary(row => row.RecipientCode, row => row.ExchangeId);
        var agency = await Agency.Need(session);
        return new Facts(await session.One<LetterRow>(Load, issue), agency, await TrailRoot.Latest(session))
        {
            House = agency.Refusal is null ? await OurCodes.Of(session, agency.Answer) : null,
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

    private const string Load = """
        select i.number, i.dated_on, i.issued_at, i.file_sha256, r.body
        from dispatch_issue i
        join dispatch_ready r on r.case_id = i.case_id and r.case_version = i.case_version
        where i.id = @IssueId
        """;

    private const string OldCopies = """
        select d.recipient_code, d.exchange_id
        from dispatch_issue i
        join dispatch_delivery d on d.issue_id = i.replaces
        where i.id = @IssueId and d.state <> 'recalled'
        """;
}

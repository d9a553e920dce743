using System.Net;
using DocFlow.Dispatch.Issuing;
using DocFlow.Intake;
using DocFlow.Platform;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;

namespace DocFlow.Host.Demo;

/// <summary>
/// Plays the people of an enrolled office over HTTP: takes papers from the clerk's desk to the issued document. It goes by where a case
/// stands, and every request has its paper's key: a paper that was left half way is taken up again, and nothing happens twice.
/// </summary>
public sealed class OfficeDriver : IDisposable
{
    private sealed record Ready(Guid CaseId);

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(40);

    private readonly EnrolledOffice _office;
    private readonly Dictionary<DemoPerson, OfficeClient> _clients;
    private readonly TimeProvider _clock;

    /// <summary>A driver of everyone in the office; sign them in before anything else.</summary>
    public OfficeDriver(EnrolledOffice office, Func<OfficeClient> connect, TimeProvider clock)
    {
        (_office, _clock) = (office, clock);
        _clients = DemoPeople.All.ToDictionary(person => person, _ => connect());
    }

    /// <summary>How long a message between two rooms may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A person's own way in.</summary>
    public OfficeClient this[DemoPerson person] => _clients[person];

    /// <summary>Everyone signs in.</summary>
    public Task SignIn(CancellationToken stop) =>
        Task.WhenAll(_clients.Select(one => one.Value.SignIn(one.Key.UserName, _office[one.Key].Password, stop)));

    /// <summary>The clerk takes both files in.</summary>
    public async Task<(ReceiveFile.Answer Submission, ReceiveFile.Answer Draft)> Receive(Paper paper, CancellationToken stop)
    {
        var submission = await Upload(paper, ("phieu-trinh.pdf", paper.Submission), "submission", stop);
        return (submission, await Upload(paper, (paper.DraftName, paper.Draft), "draft", stop));
    }

    /// <summary>
    /// The clerk confirms what it is; it gets its arrival number. A draft that was seen before is registered anew, with a reason.
    /// </summary>
    public async Task<RegisterDocument.Answer> Register(
        Paper paper, (ReceiveFile.Answer Submission, ReceiveFile.Answer Draft) files, CancellationToken stop)
    {
        var command = PaperRegistration.Of(paper, files, _office, VietnamTime.OfficeToday(_clock));
        try
        {
            return await this[DemoPeople.Clerk].Post<RegisterDocument.Answer>("/intake/documents", command, $"{paper.Key}/register", stop);
        }
        catch (OfficeRefused seen) when (seen.Code == "document.duplicate")
        {
            var anew = command with { AnewReason = "Trình lại cùng dự thảo theo phiếu trình mới." };
            return await this[DemoPeople.Clerk].Post<RegisterDocument.Answer>("/intake/documents", anew, $"{paper.Key}/register", stop);
        }
    }

    /// <summary>The case of a registered paper, as soon as it is opened.</summary>
    public Task<ShowCase.Answer> Case(Guid documentId, CancellationToken stop) => Until(
        () => this[DemoPeople.Leader].Get<ShowCase.Answer>($"/documents/{documentId}/case", stop), _ => true, "case.unknown", stop);

    /// <summary>A person acts on the version they were shown.</summary>
    public Task<ActOnTask.Answer> Act(DemoPerson person, ActOnTask.Answer at, ActKind kind, CancellationToken stop) =>
        this[person].Post<ActOnTask.Answer>(
            $"/cases/{at.CaseId}/acts", new ActOnTask.Command(kind, at.File) { Remark = "Đồng ý." }, KeyOf(at), stop);

    /// <summary>A person looks at the version and signs it with their own key.</summary>
    public async Task<ActOnTask.Answer> Sign(DemoPerson person, ActOnTask.Answer at, CancellationToken stop)
    {
        await this[person].Download($"/cases/{at.CaseId}/file?version={at.File}", stop);
        var command = new SignDocument.Command(at.File, _office[person].Pin!);
        return await this[person].Post<ActOnTask.Answer>($"/cases/{at.CaseId}/signature", command, KeyOf(at), stop);
    }

    /// <summary>The clerk issues exactly this version with the seal's PIN.</summary>
    public async Task<IssueDocument.Issued> Issue(ActOnTask.Answer at, CancellationToken stop)
    {
        var clerk = this[DemoPeople.Clerk];
        await Until(() => IsReady(at.CaseId, stop), ready => ready, null, stop);
        var command = new IssueDocument.Command([new IssueDocument.Item(at.CaseId, at.File)], _office.SealPin);
        var answer = await clerk.Post<IssueDocument.Answer>("/dispatch/issues", command, KeyOf(at), stop);
        var outcome = answer.Outcomes[0];
        return outcome.Issued ?? throw new OfficeRefused(HttpStatusCode.Conflict, outcome.Refusal!.Code, outcome.Refusal.En);
    }

    /// <summary>Asks until the answer is as wanted; a refusal with that code means: not yet.</summary>
    public async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> wanted, string? notYet, CancellationToken stop)
    {
        for (var until = _clock.GetUtcNow() + Patience; ; await Task.Delay(Moment, _clock, stop))
        {
            var last = _clock.GetUtcNow() > until;
            try
            {
                var answer = await ask();
                if (wanted(answer))
                    return answer;
                if (last)
                    throw new TimeoutException($"The office did not come to it: {answer}");
            }
            catch (OfficeRefused refused) when (refused.Code == notYet && !last)
            {
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    private async Task<bool> IsReady(Guid caseId, CancellationToken stop)
    {
        var ready = await this[DemoPeople.Clerk].Get<List<Ready>>($"/dispatch/ready?caseId={caseId}", stop);
        return ready.Count > 0
            || (await this[DemoPeople.Clerk].Get<ShowCase.Answer>($"/cases/{caseId}", stop)).Ending != Ending.None;
    }

    private Task<ReceiveFile.Answer> Upload(Paper paper, (string, byte[]) file, string what, CancellationToken stop) =>
        this[DemoPeople.Clerk].Upload<ReceiveFile.Answer>("/intake/files", file, $"{paper.Key}/{what}", stop);

    private static string KeyOf(ActOnTask.Answer at) => $"{at.CaseId:N}/{at.Version}";
}

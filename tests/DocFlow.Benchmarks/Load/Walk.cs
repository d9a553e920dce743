using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Benchmarks.Load.Office;
using DocFlow.Benchmarks.Load.Papers;
using DocFlow.Benchmarks.Load.People;
using DocFlow.Benchmarks.Load.Recipients;
using OfficeRefused = DocFlow.Host.Demo.OfficeRefused;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;

namespace DocFlow.Benchmarks.Load;

/// <summary>
/// Takes a submission with its draft from the clerk's desk to the recipients' answers. It goes by where the case stands, and every request
/// bears its paper's key: what was done already is not done again.
/// </summary>
internal sealed class Walk(LoadOffice office, Staff staff, DeliveryBook book, Tally tally, PaperMill mill)
{
    private static readonly TimeSpan NoticedWithin = TimeSpan.FromSeconds(15);

    public required TimeProvider Clock { get; init; }

    public required TimeSpan Patience { get; init; }

    public async Task Run(Paper paper, CancellationToken stop)
    {
        paper.Begun = Clock.GetTimestamp();
        var register = new Reception(office, staff.Clerks[paper.Index % staff.Clerks.Count], tally, mill);
        await register.Run(paper, stop);
        var at = await Opened(paper, stop);
        paper.CaseId = at.CaseId;
        while (at.Ending == Ending.None && at.Step != "issue")
            at = await Act(paper, at, stop);
        if (paper.Kind.Issues)
            await IssueAndDeliver(paper, stop);
        else
            paper.Ended = Clock.GetTimestamp();
    }

    private async Task IssueAndDeliver(Paper paper, CancellationToken stop)
    {
        await Issue(paper, stop);
        paper.Ended = Clock.GetTimestamp();
        var agencies = paper.Recipients.Select(agency => agency.Code).ToList();
        await book.UntilDelivered(agencies, paper.IssuedCode!).WaitAsync(Patience, Clock, stop);
        paper.Delivered = Clock.GetTimestamp();
        await book.UntilAnswered(agencies, paper.IssuedCode!).WaitAsync(Patience, Clock, stop);
    }

    // where the paper is first seen: on the list of the unit's head, or on that of a deputy who directs it
    private TaskBoard FirstBoard(Paper paper) => paper.Kind.Issues ? HeadOf(office.UnitOf(paper.Index)) : staff.Directing;

    private TaskBoard HeadOf(LoadUnit unit) => staff.Heads[unit.Id];

    private async Task<ActOnTask.Answer> Opened(Paper paper, CancellationToken stop)
    {
        var board = FirstBoard(paper);
        try
        {
            return await board.Await(paper.ArrivalNumber).WaitAsync(NoticedWithin, Clock, stop);
        }
        catch (TimeoutException)
        {
            board.Forget(paper.ArrivalNumber);
            return await Stands(paper, stop);
        }
    }

    // not on the list yet: the paper itself is asked where it stands, until it stands somewhere
    private async Task<ActOnTask.Answer> Stands(Paper paper, CancellationToken stop)
    {
        for (var begun = Clock.GetTimestamp(); ; await Task.Delay(TimeSpan.FromSeconds(1), Clock, stop))
        {
            try
            {
                var found = await staff.Clerks[0].Get<ShowCase.Answer>($"/documents/{paper.DocumentId}/case", stop);
                return found.Problem is { } problem
                    ? throw new InvalidOperationException(problem.En)
                    : new ActOnTask.Answer(found.CaseId, found.Version, found.Step, found.File, found.Ending);
            }
            catch (OfficeRefused notYet) when (notYet.Code == "case.unknown" && Clock.GetElapsedTime(begun) < Patience)
            {
            }
        }
    }

    // a refused act may have been done by the try before it: the case is asked, and only one that did not move is in trouble
    private async Task<ActOnTask.Answer> Act(Paper paper, ActOnTask.Answer at, CancellationToken stop)
    {
        try
        {
            return await Try(paper, at, stop);
        }
        catch (OfficeRefused refused)
        {
            var stands = await Stands(paper, stop);
            if (stands.Step == at.Step && stands.File == at.File && stands.Ending == at.Ending)
                throw new InvalidOperationException($"{at.Step} was refused: {refused.Code} {refused.Message}");
            return stands;
        }
    }

    private Task<ActOnTask.Answer> Try(Paper paper, ActOnTask.Answer at, CancellationToken stop) => at.Step switch
    {
        "direct" => Direct(paper, at, stop),
        "opinions" => Decide(HeadOf(office.HelperOf(paper.Index)!).Desk, at, ActKind.Opine, stop),
        "review" or "handle" => Decide(HeadOf(office.UnitOf(paper.Index)).Desk, at, ActKind.Review, stop),
        "close" => Decide(HeadOf(office.UnitOf(paper.Index)).Desk, at, ActKind.Approve, stop),
        "approve" => Decide(staff.Deputies[paper.Index % staff.Deputies.Count], at, ActKind.Approve, stop),
        "sign" => Sign(staff.Leaders[paper.Index % staff.Leaders.Count], at, stop),
        _ => throw new InvalidOperationException($"Nobody plays the step {at.Step}."),
    };

    private Task<ActOnTask.Answer> Direct(Paper paper, ActOnTask.Answer at, CancellationToken stop) =>
        Post(staff.Directing.Desk, at, new ActOnTask.Command(ActKind.Direct, at.File)
        {
            Lead = office.UnitOf(paper.Index).Id,
            Cooperating = office.HelperOf(paper.Index) is { } helper ? [helper.Id] : [],
        }, stop);

    private Task<ActOnTask.Answer> Decide(Desk who, ActOnTask.Answer at, ActKind kind, CancellationToken stop) =>
        Post(who, at, new ActOnTask.Command(kind, at.File) { Remark = "Đồng ý." }, stop);

    private Task<ActOnTask.Answer> Post(Desk who, ActOnTask.Answer at, ActOnTask.Command command, CancellationToken stop)
    {
        return tally.Timed(at.Step, () => who.Post<ActOnTask.Answer>($"/cases/{at.CaseId}/acts", command, KeyOf(at), stop));
    }

    private async Task<ActOnTask.Answer> Sign(Desk who, ActOnTask.Answer at, CancellationToken stop)
    {
        await tally.Timed("look at the file", () => who.Download($"/cases/{at.CaseId}/file?version={at.File}", stop));
        var command = new SignDocument.Command(at.File, who.Who.Pin!);
        return await tally.Timed(at.Step, () => who.Post<ActOnTask.Answer>($"/cases/{at.CaseId}/signature", command, KeyOf(at), stop));
    }

    private async Task Issue(Paper paper, CancellationToken stop)
    {
        for (var begun = Clock.GetTimestamp(); Clock.GetElapsedTime(begun) < Patience;)
        {
            try
            {
                var issued = await staff.Issuing.Await(paper.CaseId).WaitAsync(NoticedWithin, Clock, stop);
                (paper.IssuedCode, paper.FileSha256) = (issued.Code, issued.FileSha256);
                return;
            }
            catch (TimeoutException)
            {
                var found = await staff.Clerks[0].Get<ShowCase.Answer>($"/cases/{paper.CaseId}", stop);
                if (found.IssuedCode is not { } code)
                    continue;
                staff.Issuing.Forget(paper.CaseId);
                paper.IssuedCode = code;
                return;
            }
        }

        throw new TimeoutException("It was not issued.");
    }

    private static string KeyOf(ActOnTask.Answer at) => $"{at.CaseId:N}/{at.Step}";
}

using DocFlow.Benchmarks.Load.Measuring;
using DocFlow.Benchmarks.Load.Office;
using DocFlow.Benchmarks.Load.Papers;
using DocFlow.Benchmarks.Load.People;
using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Intake.Registering;
using DocFlow.Platform;

namespace DocFlow.Benchmarks.Load;

/// <summary>The receiving clerk: takes the files in and registers the paper.</summary>
internal sealed class Reception(LoadOffice office, Desk clerk, Tally tally, PaperMill mill)
{
    private sealed record Screened(int Pages);

    private sealed record Taken(Guid FileId, Screened Report);

    public async Task Run(Paper paper, CancellationToken stop)
    {
        var submission = await Upload(paper, mill.Slip(paper.Index), "submission", stop);
        var draft = await Upload(paper, mill.Letter(paper.Pages, paper.Index), "draft", stop);
        var command = Command(paper, submission, draft);
        var arrival = await tally.Timed("register", () =>
            clerk.Post<RegisterDocument.Answer>("/intake/documents", command, $"{paper.Key}/register", stop));
        (paper.DocumentId, paper.ArrivalNumber) = (arrival.DocumentId, arrival.ArrivalNumber);
    }

    private Task<Taken> Upload(Paper paper, byte[] pdf, string what, CancellationToken stop) =>
        tally.Timed("upload", () => clerk.Upload<Taken>(pdf, what + ".pdf", $"{paper.Key}/{what}", stop));

    private RegisterDocument.Command Command(Paper paper, Taken submission, Taken draft) => new()
    {
        Files = [new FileChoice(submission.FileId, FilePurpose.Main), new FileChoice(draft.FileId, FilePurpose.Draft)],
        Document = new Metadata
        {
            TypeName = "Phiếu trình",
            CodeNumber = paper.Code.Number,
            CodeNotation = paper.Code.Notation,
            IssuedOn = VietnamTime.OfficeToday(TimeProvider.System),
            OrganName = "Cục Thử tải",
            Subject = $"Trình ban hành văn bản số {paper.Key}",
            Urgency = paper.Urgency,
        },
        Draft = new OutgoingDraft
        {
            TypeName = "Công văn",
            Notation = "BTT-VP",
            Subject = $"V/v tăng cường quản lý văn bản điện tử và ký số ({paper.Key})",
            Urgency = paper.Urgency,
            Print = DraftPrint.Blanks,
            Pages = draft.Report.Pages,
            DraftingUnitId = office.Units[paper.Index % office.Units.Count].Id,
            Recipients = [.. paper.Recipients.Select(agency => new Recipient(agency.Code, agency.Name))],
        },
    };
}

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
        var command = paper.Kind.Issues ? await Submission(paper, stop) : await Incoming(paper, stop);
        var arrival = await tally.Timed("register", () =>
            clerk.Post<RegisterDocument.Answer>("/intake/documents", command, $"{paper.Key}/register", stop));
        (paper.DocumentId, paper.ArrivalNumber) = (arrival.DocumentId, arrival.ArrivalNumber);
    }

    private async Task<RegisterDocument.Command> Submission(Paper paper, CancellationToken stop)
    {
        var slip = await Upload(paper, mill.Slip(paper.Index), "submission", stop);
        var draft = await Upload(paper, mill.Letter(paper.Kind.Pages, paper.Index), "draft", stop);
        return new RegisterDocument.Command
        {
            Files = [new FileChoice(slip.FileId, FilePurpose.Main), new FileChoice(draft.FileId, FilePurpose.Draft)],
            Document = MetadataOf(paper, "Phiếu trình"),
            Draft = DraftOf(paper, draft),
        };
    }

    private async Task<RegisterDocument.Command> Incoming(Paper paper, CancellationToken stop)
    {
        var letter = paper.Kind.Scan > 0 ? mill.Scan(paper.Kind.Scan, paper.Index) : mill.Letter(paper.Kind.Pages, paper.Index);
        var file = await Upload(paper, letter, "document", stop);
        return new RegisterDocument.Command
        {
            Files = [new FileChoice(file.FileId, FilePurpose.Main)],
            Document = MetadataOf(paper, "Công văn"),
        };
    }

    private Task<Taken> Upload(Paper paper, byte[] pdf, string what, CancellationToken stop) =>
        tally.Timed("upload", () => clerk.Upload<Taken>(pdf, what + ".pdf", $"{paper.Key}/{what}", stop));

    private static Metadata MetadataOf(Paper paper, string type) => new()
    {
        TypeName = type,
        CodeNumber = paper.Code.Number,
        CodeNotation = paper.Code.Notation,
        IssuedOn = VietnamTime.OfficeToday(TimeProvider.System),
        OrganName = "Cục Thử tải",
        Subject = $"Văn bản thử tải số {paper.Key}",
        Urgency = paper.Kind.Urgency,
    };

    private OutgoingDraft DraftOf(Paper paper, Taken draft) => new()
    {
        TypeName = "Công văn",
        Notation = "BTT-VP",
        Subject = $"V/v tăng cường quản lý văn bản điện tử và ký số ({paper.Key})",
        Urgency = paper.Kind.Urgency,
        Print = DraftPrint.Blanks,
        Pages = draft.Report.Pages,
        DraftingUnitId = office.UnitOf(paper.Index).Id,
        Recipients = [.. paper.Recipients.Select(agency => new Recipient(agency.Code, agency.Name))],
    };
}

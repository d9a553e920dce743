using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Intake.Registering;

namespace DocFlow.Host.Demo;

/// <summary>What the clerk reads off a submission and types into the register.</summary>
internal static class PaperRegistration
{
    public static RegisterDocument.Command Of(
        Paper paper, (ReceiveFile.Answer Submission, ReceiveFile.Answer Draft) files, EnrolledOffice office, DateOnly today) => new()
    {
        Files = [new FileChoice(files.Submission.FileId, FilePurpose.Main), new FileChoice(files.Draft.FileId, FilePurpose.Draft)],
        Document = new Metadata
        {
            TypeName = "Phiếu trình",
            CodeNumber = paper.Number,
            CodeNotation = "PTr-SKH",
            IssuedOn = today,
            OrganName = DemoPapers.Submitter,
            Subject = $"Trình ban hành văn bản {paper.Subject}",
        },
        Draft = new OutgoingDraft
        {
            TypeName = "Công văn",
            Notation = DemoPapers.Notation,
            Subject = paper.Subject,
            Urgency = Urgency.Normal,
            Print = paper.Print,
            Pages = files.Draft.Report.Pages,
            DraftingUnitId = office.DraftingUnitId,
            Recipients = [.. office.Agencies.Select(agency => new Recipient(agency.Code, agency.Name))],
        },
    };
}

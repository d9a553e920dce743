using DocFlow.Contracts;
using DocFlow.Intake.Replies;
using DocFlow.Tests.Dispatch;

namespace DocFlow.Tests.Intake.Replies;

internal static class IssuedReply
{
    /// <summary>The room hears, twice, that a letter on this document was issued.</summary>
    public static Task HearsOfIssue(this IntakeOffice office, Guid document, string code) =>
        Bus.Bring<NoteIssued, DocumentIssued>(office.House, new DocumentIssued
        {
            IssueId = Guid.CreateVersion7(),
            CaseId = Guid.CreateVersion7(),
            DocumentId = document,
            Year = 2026,
            Number = 7,
            Code = code,
            IssuedOn = new DateOnly(2026, 2, 2),
            IssuedAt = office.House.Clock.Now,
            IssuedByName = "Trần Thị Văn Thư",
            FileSha256 = new string('0', 64),
            Recipients = [],
        }, times: 2);
}

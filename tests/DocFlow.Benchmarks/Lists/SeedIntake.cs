using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Intake;
using DocFlow.Intake.Screening;
using DocFlow.Platform.Messaging;

namespace DocFlow.Benchmarks.Lists;

/// <summary>The incoming register and its files, and 300 more files that await registration.</summary>
public static class SeedIntake
{
    private const string Documents = """
        id, year, arrival_number, arrived_on, type_name, code_number, code_notation, issued_on, organ_name, subject, language, pages,
        urgency, draft, registered_at, registered_by, registered_by_name, code_key, repeat_key, handed_to, handed_at, ended_as,
        answer_code, ended_at
        """;

    private const string Files = """
        id, name, sha256, length, pages, report, state, received_at, received_by, received_by_name, document_id, purpose, position,
        repeat_key
        """;

    private static readonly string Report = JsonSerializer.Serialize(new ScreeningReport { Pages = 3 }, MessageJson.Options);

    public static async Task Fill(Bulk bulk, SeededYear year)
    {
        await bulk.Fill("intake_document", Documents, year.All.Select(document => Document(year, document)));
        await bulk.Fill("intake_file", Files, year.All.SelectMany(document => FilesOf(year, document)).Concat(Waiting(year)));
    }

    public static OutgoingDraft Draft(int document) => new()
    {
        TypeName = "Công văn",
        Notation = SeededYear.Notation,
        Subject = SeededYear.Subject(document),
        Urgency = (Urgency)(document % 40 == 0 ? 2 : document % 10 == 0 ? 1 : 0),
        Print = DraftPrint.Nothing,
        Pages = 3,
        DraftingUnitId = SeededYear.Unit(document),
        Recipients =
        [
            .. Enumerable.Range(0, 3).Select(place => SeededYear.Agency(document + place)).Select(one => new Recipient(one.Code, one.Name)),
        ],
    };

    private static object?[] Document(SeededYear year, int document)
    {
        var (number, sender, day) = (SeededYear.CodeNumber(document), SeededYear.Sender(document), year.Day(document));
        var key = DocumentCode.KeyOf(number, "UBND-VP", sender, day);
        var draft = SeededYear.HasDraft(document) ? JsonSerializer.Serialize(Draft(document), MessageJson.Options) : null;
        var (open, issued) = (year.IsOpen(document), year.IsIssued(document));
        return
        [
            year.Id("document", document), year.Year, document, day, draft is null ? "Công văn" : "Phiếu trình", number, "UBND-VP", day,
            sender,
            SeededYear.Subject(document), "Tiếng Việt", 3, (int)Draft(document).Urgency, draft, year.At(document), year.Clerk,
            "Nguyễn Thị Lan", key, key, "Phòng Tổng hợp", year.At(document, 5), open ? null : issued ? "issued" : "closed",
            issued ? $"{document}/{SeededYear.Notation}" : null, open ? null : year.At(document, 60),
        ];
    }

    private static IEnumerable<object?[]> FilesOf(SeededYear year, int document)
    {
        yield return File(year, document, "main", nameof(FilePurpose.Main));
        if (SeededYear.HasDraft(document))
            yield return File(year, document, "draft", nameof(FilePurpose.Draft));
    }

    private static object?[] File(SeededYear year, int document, string kind, string purpose)
    {
        var hash = SeededYear.Hash(kind, document);
        return
        [
            year.Id(kind, document), $"{kind}-{document}.pdf", hash, 120_000L, 3, Report, nameof(FileState.Registered), year.At(document),
            year.Clerk, "Nguyễn Thị Lan", year.Id("document", document), purpose, kind == "main" ? 0 : 1, hash,
        ];
    }

    private static IEnumerable<object?[]> Waiting(SeededYear year) => Enumerable.Range(1, 300).Select(file => new object?[]
    {
        year.Id("waiting", file), $"cho-dang-ky-{file}.pdf", SeededYear.Hash("waiting", file), 120_000L, 3, Report, nameof(FileState.Ready),
        year.Now.AddMinutes(-file), year.Clerk, "Nguyễn Thị Lan", null, null, null, year.Id("waiting", file).ToString("N"),
    });
}

using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Numbering;
using DocFlow.Platform.Messaging;

namespace DocFlow.Benchmarks.Lists;

/// <summary>
/// The outgoing register, three copies of each letter with an answer to each, 200 letters that wait for the clerk, and a mailbox of 300.
/// </summary>
public static class SeedDispatch
{
    private const int Waiting = 200;
    private const int InMailbox = 300;
    private const string Ready = "case_id, case_version, document_id, state, file_sha256, urgency, ready_at, body";
    private const string Statuses = "id, delivery_id, code, recorded_at, packet_sha256, moved";

    private const string Issues = """
        id, case_id, case_version, document_id, state, book, year, number, code, dated_on, type_name, subject, signer_name, recipients,
        kept_by, copies, ready_sha256, reserved_at, reserved_by, reserved_by_name, file_sha256, issued_at, issued_by_name
        """;

    private const string Deliveries = """
        id, issue_id, case_id, document_id, exchange_id, recipient_code, recipient_name, state, status, packet_sha256, packet_length,
        due_at, sends, created_at, sent_at, changed_at
        """;

    public static async Task Fill(Bulk bulk, SeededYear year)
    {
        var waiting = Enumerable.Range(year.Documents - year.Open + 1, Math.Min(Waiting, year.Open))
            .Select(document => ReadyCase(year, document, "waiting"));
        var issued = year.AllIssued.Select(issue => ReadyCase(year, SeededYear.DocumentOf(issue), "issued"));
        await bulk.Fill("dispatch_ready", Ready, issued.Concat(waiting));
        await bulk.Fill("dispatch_issue", Issues, year.AllIssued.Select(issue => Issue(year, issue)));
        var copies = year.AllIssued.SelectMany(issue => Enumerable.Range(0, 3).Select(place => (issue, place))).ToList();
        await bulk.Fill("dispatch_delivery", Deliveries, copies.Select(copy => Delivery(year, copy.issue, copy.place)));
        await bulk.Fill("dispatch_status", Statuses, copies.Where(copy => !Waits(year, copy.issue, copy.place))
            .Select(copy => Status(year, copy.issue, copy.place)));
    }

    private static object?[] ReadyCase(SeededYear year, int document, string state)
    {
        var said = new CaseReadyToIssue
        {
            CaseId = year.Id("case", document),
            DocumentId = year.Id("document", document),
            CaseVersion = 3,
            FileSha256 = SeededYear.Hash("version3", document),
            FileName = $"draft-{document}.pdf",
            Draft = SeedIntake.Draft(document),
            Signatory = new Signatory { UserId = year.Leader, FullName = "Trần Văn Minh", Position = "Chánh Văn phòng", Authority = "" },
            ArrivalNumber = document,
            ReadyAt = year.At(document, 30),
        };
        return
        [
            said.CaseId, said.CaseVersion, said.DocumentId, state, said.FileSha256, (int)said.Draft.Urgency, said.ReadyAt,
            JsonSerializer.Serialize(said, MessageJson.Options),
        ];
    }

    private static object?[] Issue(SeededYear year, int issue)
    {
        var document = SeededYear.DocumentOf(issue);
        var recipients = SeedIntake.Draft(document).Recipients;
        return
        [
            year.Id("issue", document), year.Id("case", document), 3, year.Id("document", document), "issued",
            NumberingRules.CommonBook, year.Year, issue, NumberingRules.CodeOf(issue, SeededYear.Notation), year.Day(document),
            "Công văn", SeededYear.Subject(document),
            "Chánh Văn phòng Trần Văn Minh", string.Join("; ", recipients.Select(one => one.Name)), "Phòng Tổng hợp", 3,
            SeededYear.Hash("version3", document), year.At(document, 40), year.Clerk, "Nguyễn Thị Lan", SeededYear.Hash("sealed", document),
            year.At(document, 41), "Nguyễn Thị Lan",
        ];
    }

    private static object?[] Delivery(SeededYear year, int issue, int place)
    {
        var (document, waits) = (SeededYear.DocumentOf(issue), Waits(year, issue, place));
        var (code, name) = waits ? SeededYear.Mailbox : SeededYear.Agency(document + place);
        return
        [
            year.Id("delivery", document, place), year.Id("issue", document), year.Id("case", document), year.Id("document", document),
            $"H99.01.{year.Day(document):yyyyMMdd}.{issue}.{SeededYear.Notation}", code, name,
            waits ? DeliveryRow.Mailbox : DeliveryRow.Sent,
            waits ? null : "03", SeededYear.Hash($"packet{place}", document), 180_000L, year.At(document, 42), 1, year.At(document, 41),
            waits ? null : year.At(document, 50), year.At(document, 50),
        ];
    }

    private static bool Waits(SeededYear year, int issue, int place) => place == 2 && issue > year.Issued - InMailbox;

    private static object?[] Status(SeededYear year, int issue, int place)
    {
        var document = SeededYear.DocumentOf(issue);
        return
        [
            year.Id("status", document, place), year.Id("delivery", document, place), "03", year.At(document, 60),
            SeededYear.Hash($"status{place}", document), true,
        ];
    }
}

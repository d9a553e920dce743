using System.Text.Json;
using DocFlow.Platform.Messaging;
using DocFlow.Workflow.Law;

namespace DocFlow.Benchmarks.Lists;

/// <summary>A case of each document with its tasks, acts and files; the last ones are open.</summary>
public static class SeedWorkflow
{
    private const string Cases = """
        id, document_id, version, arrival_year, arrival_number, code, issuer_name, type_name, subject, urgency, owner, owner_name, draft,
        route, step, ending, file_sha256, file_name, lead_unit, cooperating, tasks_opened, issued_code, opened_at, changed_at
        """;

    private const string Tasks = "id, case_id, number, step, person, role, unit, due_on, opened_at, closed_at, outcome";
    private const string Acts = "case_id, version, kind, step, actor, actor_name, actor_title, remark, seen_sha256, at";
    private const string Files = "case_id, ordinal, sha256, origin, by_name, at";

    private const string Signatures =
        "id, case_id, case_version, signer, seen_sha256, field, reserved_at, state, signed_sha256";

    private static readonly string Incoming = BuiltInRoutes.Incoming.ToJson();
    private static readonly string Submission = BuiltInRoutes.IntakeToIssue.ToJson();
    private static readonly (string Step, string Kind, string Role)[] SubmissionSteps =
        [("review", "Review", "UnitHead"), ("approve", "Approve", "Leader"), ("sign", "Sign", "Leader")];

    private static readonly (string Step, string Kind, string Role)[] IncomingSteps =
        [("direct", "Direct", "Leader"), ("handle", "Review", "UnitHead")];

    public static async Task Fill(Bulk bulk, SeededYear year)
    {
        await bulk.Fill("workflow_case", Cases, year.All.Select(document => Case(year, document)));
        await bulk.Fill("workflow_task", Tasks, year.All.SelectMany(document => TasksOf(year, document)));
        await bulk.Fill("workflow_act", Acts, year.All.SelectMany(document => ActsOf(year, document)));
        await bulk.Fill("workflow_file", Files, year.All.SelectMany(document => FilesOf(year, document)));
        await bulk.Fill("workflow_signature", Signatures, year.AllIssued.Select(issue => Signature(year, SeededYear.DocumentOf(issue))));
    }

    private static (string Step, string Kind, string Role)[] StepsOf(int document) =>
        SeededYear.HasDraft(document) ? SubmissionSteps : IncomingSteps;

    // an open case stands at its first step
    private static int DoneOf(SeededYear year, int document) => year.IsOpen(document) ? 0 : StepsOf(document).Length;

    private static object?[] Case(SeededYear year, int document)
    {
        var (draft, open) = (SeededYear.HasDraft(document), year.IsOpen(document));
        return
        [
            year.Id("case", document), year.Id("document", document), DoneOf(year, document), year.Year, document,
            $"{document}/UBND-VP", SeededYear.Sender(document), "Công văn", SeededYear.Subject(document),
            (int)SeedIntake.Draft(document).Urgency,
            year.Clerk, "Nguyễn Thị Lan", draft ? JsonSerializer.Serialize(SeedIntake.Draft(document), MessageJson.Options) : null,
            draft ? Submission : Incoming, open ? StepsOf(document)[0].Step : "issue",
            open ? nameof(Ending.None) : draft ? nameof(Ending.Issued) : nameof(Ending.Completed), SeededYear.Hash("main", document),
            $"main-{document}.pdf",
            SeededYear.Unit(document), "[]", open ? 1 : DoneOf(year, document), draft && !open ? $"{document}/{SeededYear.Notation}" : null,
            year.At(document), year.At(document, 60),
        ];
    }

    private static IEnumerable<object?[]> TasksOf(SeededYear year, int document)
    {
        if (year.IsOpen(document))
        {
            var (person, role, unit) = year.Holder(document);
            var due = DateOnly.FromDateTime(year.Now.DateTime).AddDays((document % 9) - 3);
            var (id, step) = (year.Id("task", document), StepsOf(document)[0].Step);
            return [[id, year.Id("case", document), 1, step, person, role, unit, due, year.At(document), null, null]];
        }

        return StepsOf(document).Select((done, place) => new object?[]
        {
            year.Id("task", document, place), year.Id("case", document), place + 1, done.Step, null, done.Role,
            done.Role == "UnitHead" ? SeededYear.Unit(document) : null, year.Day(document).AddDays(2), year.At(document, place),
            year.At(document, place + 10), done.Kind,
        });
    }

    private static IEnumerable<object?[]> ActsOf(SeededYear year, int document) =>
        StepsOf(document).Take(DoneOf(year, document)).Select((done, place) => new object?[]
        {
            year.Id("case", document), place + 1, done.Kind, done.Step, year.Leader, "Trần Văn Minh", "Chánh Văn phòng", "Đồng ý.",
            SeededYear.Hash("main", document), year.At(document, place + 10),
        });

    private static IEnumerable<object?[]> FilesOf(SeededYear year, int document) =>
        Enumerable.Range(1, SeededYear.HasDraft(document) ? 3 : 1).Select(place => new object?[]
        {
            year.Id("case", document), place, SeededYear.Hash(place == 1 ? "main" : $"version{place}", document), "Registered",
            "Nguyễn Thị Lan", year.At(document, place),
        });

    private static object?[] Signature(SeededYear year, int document) =>
    [
        year.Id("signature", document), year.Id("case", document), 2, year.Leader, SeededYear.Hash("version2", document), "Signer",
        year.At(document, 20), "done", SeededYear.Hash("version3", document),
    ];
}

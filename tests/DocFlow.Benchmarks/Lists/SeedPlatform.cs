using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Dispatch.Numbering;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;

namespace DocFlow.Benchmarks.Lists;

/// <summary>People and units, counters, and the last weeks' finished messages and kept answers.</summary>
public static class SeedPlatform
{
    private const string Messages = "id, type, body, created_at, due_at, sends, handled, finished_at";
    private const string Requests = "request_key, actor, route, request_sha256, answer, answered_at";

    public static async Task Fill(Bulk bulk, SeededYear year)
    {
        await bulk.Fill("identity_unit", "id, name, notation", Enumerable.Range(0, SeededYear.Units).Select(unit => new object?[]
        {
            SeededYear.Unit(unit), $"Phòng chuyên môn {unit + 1}", $"P{unit + 1}",
        }));
        // nobody signs in as one of them: the hash fits no password
        await bulk.Fill("identity_user", "id, user_name, full_name, password_hash, must_change, may_seal, active, session_stamp",
            Enumerable.Range(0, SeededYear.People).Select(person => new object?[]
            {
                SeededYear.Person(person), $"canbo{person + 1}", $"Cán bộ {person + 1}", "", true, false, true, SeededYear.Person(person),
            }));
        await bulk.Fill("identity_post", "id, user_id, unit_id, role, title, place", Enumerable.Range(0, SeededYear.People).Select(Post));
        await Counters(bulk, year);
        // of older documents it has been forgotten, day by day
        var kept = new PruningOptions();
        var told = year.Since(kept.MessageDays).ToList();
        await bulk.Fill("outbox_message", Messages, told.Select(document => Message(year, document)));
        await bulk.Fill("inbox_message", "message_id, consumer, handled_at", told.Select(document => new object?[]
        {
            year.Id("message", document), "OpenCase", year.At(document, 1),
        }));
        await bulk.Fill("platform_request", Requests, year.Since(kept.AnswerDays).Select(document => Request(year, document)));
    }

    private static object?[] Post(int person)
    {
        var role = person < SeededYear.Units ? Role.UnitHead : Role.Specialist;
        var title = role == Role.UnitHead ? "Trưởng phòng" : "Chuyên viên";
        return [SeededYear.Person(person), SeededYear.Person(person), SeededYear.Unit(person), role.ToString(), title, 1];
    }

    private static Task Counters(Bulk bulk, SeededYear year) => bulk.Fill("platform_counter", "name, value",
    [
        [$"incoming/{year.Year}", (long)year.Documents],
        [NumberingRules.CounterOf(NumberingRules.CommonBook, year.Year), (long)year.Issued],
    ]);

    private static object?[] Message(SeededYear year, int document)
    {
        var body = new DocumentRegistered
        {
            DocumentId = year.Id("document", document),
            Year = year.Year,
            ArrivalNumber = document,
            ArrivedOn = year.Day(document),
            RegisteredAt = year.At(document),
            RegisteredBy = year.Clerk,
            RegisteredByName = "Nguyễn Thị Lan",
            IssuerName = SeededYear.Sender(document),
            Code = $"{document}/UBND-VP",
            TypeName = "Công văn",
            Subject = SeededYear.Subject(document),
            Urgency = Urgency.Normal,
            Files = [],
        };
        return
        [
            year.Id("message", document), typeof(DocumentRegistered).FullName, JsonSerializer.Serialize(body, MessageJson.Options),
            year.At(document), year.At(document), 1, 1, year.At(document, 1),
        ];
    }

    private static object?[] Request(SeededYear year, int document) =>
    [
        $"{SeededYear.Hash("key", document)[..32]}/register", year.Clerk.ToString(), "/intake/documents", SeededYear.Hash("request",
        document),
        $$"""{"documentId":"{{year.Id("document", document)}}","year":{{year.Year}},"arrivalNumber":{{document}}}""", year.At(document),
    ];
}

using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Trail;

namespace DocFlow.Workflow;

/// <summary>
/// GET /holidays?year=, POST /holidays, POST /holidays/removal: an administrator keeps the days off that time limits leave out.
/// </summary>
public static class EditHolidays
{
    /// <summary>The trail's subject for the calendar.</summary>
    private static readonly Guid Calendar = Guid.Parse("5ca1e0da-0000-7000-8000-000000000001");

    /// <summary>A day off; to take it away its name does not matter.</summary>
    public sealed record Holiday
    {
        public required DateOnly Day { get; init; }
        public string Name { get; init; } = "";
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/holidays", async (int year, Database database, CancellationToken stop) =>
            Results.Json(await database.Read(session => List(year, session), stop), MessageJson.Options));
        routes.MapPost("/holidays", async (Holiday day, RequestKey key, Actor actor, Once once, Language language) =>
            (await once.Run(key, day, session => Add(day, actor, session))).ToResult(language));
        routes.MapPost("/holidays/removal", async (Holiday day, RequestKey key, Actor actor, Once once, Language language) =>
            (await once.Run(key, day, session => Remove(day, actor, session))).ToResult(language));
    }

    public static Task<IReadOnlyList<Holiday>> List(int year, ReadSession session) =>
        session.List<Holiday>(OfYear, new { First = new DateOnly(year, 1, 1), Last = new DateOnly(year, 12, 31) });

    public static async Task<Outcome<Holiday>> Add(Holiday day, Actor actor, Session session)
    {
        if (!actor.Is(Role.Administrator))
            return NoRight;
        if (day.Day.Year is < 2000 or > 2100)
            return NoDay;
        if (day.Name.Trim() is not { Length: > 0 and <= 200 } name)
            return NoName;

        await session.Execute(Delete, day);
        await session.Execute(Insert, new { day.Day, Name = name });
        await session.Record(Calendar, "holiday-added", actor, day);
        await Tell(session, day, isOff: true);
        return day with { Name = name };
    }

    public static async Task<Outcome<Holiday>> Remove(Holiday day, Actor actor, Session session)
    {
        if (!actor.Is(Role.Administrator))
            return NoRight;
        if (await session.Execute(Delete, day) == 0)
            return Unknown;

        await session.Record(Calendar, "holiday-removed", actor, day);
        await Tell(session, day, isOff: false);
        return day;
    }

    private static Task Tell(Session session, Holiday day, bool isOff) =>
        session.Publish(new DayOffChanged { Day = day.Day, IsOff = isOff, At = session.Now });

    private static Refusal NoRight { get; } = Refusal.Forbidden("holiday.no-right",
        "Chỉ quản trị viên được sửa lịch nghỉ.",
        "Only an administrator may change the calendar of days off.");

    private static Refusal NoDay { get; } = Refusal.Invalid("holiday.day-missing",
        "Hãy chọn ngày nghỉ, từ năm 2000 đến 2100.",
        "Choose the day off, in the years 2000 to 2100.");

    private static Refusal NoName { get; } = Refusal.Invalid("holiday.name-missing",
        "Hãy ghi tên ngày nghỉ (tối đa 200 ký tự).",
        "Give the day off a name of up to 200 characters.");

    private static Refusal Unknown { get; } = Refusal.NotFound("holiday.unknown",
        "Ngày này không có trong lịch nghỉ.",
        "This day is not in the calendar of days off.");

    private const string OfYear = """
        select day, name
        from workflow_holiday
        where day between @First and @Last
        order by day
        """;

    private const string Insert = """
        insert into workflow_holiday (day, name)
        values (@Day, @Name)
        """;

    private const string Delete = """
        delete from workflow_holiday
        where day = @Day
        """;
}

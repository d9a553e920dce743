using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>POST /administration/units: an administrator adds a unit.</summary>
public static class AddUnit
{
    /// <summary>The unit.</summary>
    public sealed record Command(string Name, string Notation, Guid? ParentId);

    /// <summary>The unit added.</summary>
    public sealed record Answer(Guid UnitId);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/units", async (
        Command command, RequestKey key, Actor actor, Once once, Language language) =>
        (await once.Run(key, command, session => Handle(command, session, By.Person(actor)))).ToResult(language));

    /// <summary>Adds it.</summary>
    public static async Task<Outcome<Answer>> Handle(Command command, Session session, (string Id, string Name) by)
    {
        if (command.Name?.Trim() is not { Length: > 0 and <= 200 } name
            || command.Notation?.Trim() is not { Length: > 0 and <= 50 } notation)
            return Refusal.Invalid("unit.incomplete",
                "Cần tên đơn vị (tối đa 200 ký tự) và ký hiệu (tối đa 50 ký tự).",
                "A name (at most 200 characters) and a notation (at most 50) are needed.");
        if (command.ParentId is { } parent && await Unit.Find(session, parent) is null)
            return Unit.Unknown;
        if (await session.One<long>(Same, new { Name = name }) > 0)
            return Refusal.Conflict("unit.exists", $"Đã có đơn vị {name}.", $"There is a unit {name} already.");

        var id = Guid.CreateVersion7(session.Now);
        await session.Execute(Add, new { Id = id, Name = name, Notation = notation, command.ParentId });
        await session.Record(id, "unit-added", by, command);
        return new Answer(id);
    }

    private const string Same = """
        select count(*)
        from identity_unit
        where name = @Name
        """;

    private const string Add = """
        insert into identity_unit (id, name, notation, parent_id)
        values (@Id, @Name, @Notation, @ParentId)
        """;
}

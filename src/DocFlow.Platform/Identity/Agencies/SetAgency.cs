using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>POST /administration/agency: an administrator enters or corrects what the agency is called.</summary>
public static class SetAgency
{
    /// <summary>The agency.</summary>
    public sealed record Command(string Code, string Name, string Place, string Notation, string? Superior);

    /// <summary>The agency as kept.</summary>
    public sealed record Answer(string Code);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/agency", async (
        Command command, RequestKey key, Actor actor, Once once, Language language) =>
        (await once.Run(key, command, session => Handle(command, session, By.Person(actor)))).ToResult(language));

    /// <summary>Keeps it.</summary>
    public static async Task<Outcome<Answer>> Handle(Command command, Session session, (string Id, string Name) by)
    {
        var given = new
        {
            Code = command.Code?.Trim() ?? "",
            Name = command.Name?.Trim() ?? "",
            Place = command.Place?.Trim() ?? "",
            Notation = command.Notation?.Trim() ?? "",
            Superior = string.IsNullOrWhiteSpace(command.Superior) ? null : command.Superior.Trim(),
        };
        if (given is not
            {
                Code.Length: > 0 and <= 50,
                Name.Length: > 0 and <= 300,
                Place.Length: > 0 and <= 100,
                Notation.Length: > 0 and <= 50,
                Superior: null or { Length: <= 300 },
            })
            return Refusal.Invalid("agency.incomplete",
                "Cần mã, tên, địa danh và ký hiệu của cơ quan.",
                "The agency's code, name, place and notation are needed.");

        if (await session.Execute(Change, given) == 0)
            await session.Execute(Add, given);
        await session.Record(Agency.Subject, "agency-set", by, given);
        return new Answer(given.Code);
    }

    private const string Change = """
        update identity_agency
        set code = @Code, name = @Name, place = @Place, notation = @Notation, superior = @Superior
        where id = 1
        """;

    private const string Add = """
        insert into identity_agency (id, code, name, place, notation, superior)
        values (1, @Code, @Name, @Place, @Notation, @Superior)
        """;
}

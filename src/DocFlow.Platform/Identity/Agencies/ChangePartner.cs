using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>
/// POST /administration/partners/{id}: an administrator stops or resumes the exchange with an agency, or corrects its name.
/// </summary>
public static class ChangePartner
{
    /// <summary>The agency as it is to be.</summary>
    public sealed record Command(string Name, bool Active);

    /// <summary>The agency changed.</summary>
    public sealed record Answer(Guid PartnerId);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/partners/{id:guid}", async (
        Guid id, Command command, RequestKey key, Actor actor, Once once, Language language) =>
        (await once.Run(key, command, session => Handle(id, command, session, By.Person(actor)))).ToResult(language));

    /// <summary>Changes it; a stopped agency's requests are answered like a stranger's.</summary>
    public static async Task<Outcome<Answer>> Handle(Guid id, Command command, Session session, (string Id, string Name) by)
    {
        if (command.Name?.Trim() is not { Length: > 0 and <= 300 } name)
            return AddPartner.Incomplete;
        if (await session.Execute(Change, new { Id = id, Name = name, command.Active }) == 0)
            return Unknown;
        await session.Record(id, "partner-changed", by, command);
        return new Answer(id);
    }

    internal static Refusal Unknown { get; } = Refusal.NotFound("partner.unknown",
        "Không có cơ quan này trong danh sách trao đổi văn bản.",
        "There is no such agency among those we exchange with.");

    private const string Change = """
        update identity_partner
        set name = @Name, active = @Active
        where id = @Id
        """;
}

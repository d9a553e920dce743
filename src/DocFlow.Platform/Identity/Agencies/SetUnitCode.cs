using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>
/// POST /administration/units/{id}/code: an administrator gives a unit an agency code, so that letters to that code are delivered in this
/// house, or takes it away.
/// </summary>
public static class SetUnitCode
{
    /// <summary>The code; null or empty: none.</summary>
    public sealed record Command(string? Code);

    /// <summary>The unit, and what code it has now.</summary>
    public sealed record Answer(Guid UnitId, string? Code);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/units/{id:guid}/code", async (
        Guid id, Command command, RequestKey key, Actor actor, Once once, Language language) =>
        (await once.Run(key, command, session => Handle(id, command, session, By.Person(actor)))).ToResult(language));

    /// <summary>Keeps it.</summary>
    public static async Task<Outcome<Answer>> Handle(Guid id, Command command, Session session, (string Id, string Name) by)
    {
        var code = string.IsNullOrWhiteSpace(command.Code) ? null : command.Code.Trim();
        if (code is not null && !ListedAgency.IsCode(code))
            return Unusable;
        if (await Unit.Find(session, id) is null)
            return Unit.Unknown;
        if (code is not null && await IsTaken(session, id, code))
            return Taken(code);
        await session.Execute(Change, new { Id = id, Code = code });
        await session.Record(id, "unit-code-set", by, new { code });
        return new Answer(id, code);
    }

    private static async Task<bool> IsTaken(ReadSession session, Guid id, string code)
    {
        if (await Partner.OfAgency(session, code) is not null)
            return true;
        var codes = await DirectoryEntry.Codes(session, code);
        string[] all = [codes.Said, codes.InForce, codes.Old];
        var others = (await Unit.All(session)).Where(unit => unit.Id != id).Select(unit => unit.AgencyCode);
        return others.Append((await Agency.Find(session))?.Code).Intersect(all, StringComparer.OrdinalIgnoreCase).Any();
    }

    internal static Refusal Taken(string code) => Refusal.Conflict("unit.code-taken",
        $"Mã {code} đang là của cơ quan ta, của một đơn vị khác hoặc của một cơ quan trao đổi văn bản.",
        $"The code {code} is our agency's, another unit's, or that of an agency that we exchange with.");

    private static Refusal Unusable { get; } = Refusal.Invalid("unit.code-invalid",
        "Mã cơ quan của đơn vị dài tối đa 50 ký tự, không có khoảng trắng, dấu phẩy.",
        "A unit's agency code has at most 50 characters, and no blank or comma.");

    private const string Change = """
        update identity_unit
        set agency_code = @Code
        where id = @Id
        """;
}

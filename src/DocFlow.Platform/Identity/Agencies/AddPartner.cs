using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>
/// POST /administration/partners: an administrator enrols an agency to exchange documents with; its HMAC secret is told once.
/// </summary>
public static class AddPartner
{
    /// <summary>The agency; its system's name is its code unless another is given.</summary>
    public sealed record Command(string Code, string Name, string? SystemId);

    /// <summary>The agency enrolled.</summary>
    /// <param name="PartnerId">Its id.</param>
    /// <param name="SystemId">What its system calls itself.</param>
    /// <param name="Secret">Told in the first answer only; a repeated request does not tell it again.</param>
    public sealed record Answer(Guid PartnerId, string SystemId, string? Secret);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/partners", async (
        Command command, RequestKey key, Actor actor, Once once, PartnerSecrets secrets, Language language) =>
        (await Handle(command, key, actor, once, secrets)).ToResult(language));

    /// <summary>An administrator's request.</summary>
    public static async Task<Outcome<Answer>> Handle(Command command, RequestKey key, Actor actor, Once once, PartnerSecrets secrets)
    {
        var secret = PartnerSecrets.Fresh();
        var kept = secrets.Protect(secret);
        string? told = null;
        var outcome = await once.Run(key, command, async session =>
        {
            session.AfterCommit(() => told = secret);
            return await Handle(command, kept, session, By.Person(actor));
        });
        return outcome.Then(answer => answer with { Secret = told });
    }

    /// <summary>Enrols it with a secret already protected; the answer, which may be kept, does not hold it.</summary>
    public static async Task<Outcome<Answer>> Handle(Command command, string protectedSecret, Session session, (string Id, string Name) by)
    {
        var code = command.Code?.Trim() ?? "";
        var system = string.IsNullOrWhiteSpace(command.SystemId) ? code : command.SystemId.Trim();
        if (code.Length is 0 or > 50 || system.Length > 100 || command.Name?.Trim() is not { Length: > 0 and <= 300 } name)
            return Incomplete;
        if (await session.One<long>(Same, new { Code = code, SystemId = system }) > 0)
            return Refusal.Conflict("partner.exists",
                $"Cơ quan {code} hoặc hệ thống {system} đã được khai báo.",
                $"Agency {code} or system {system} is enrolled already.");

        if (await Unit.OfCode(session, code) is not null)
            return SetUnitCode.Taken(code);

        var id = Guid.CreateVersion7(session.Now);
        await session.Execute(Add, new { Id = id, Code = code, Name = name, SystemId = system, Secret = protectedSecret, Active = true });
        await session.Record(id, "partner-enrolled", by, new { code, name, system });
        return new Answer(id, system, Secret: null);
    }

    internal static Refusal Incomplete { get; } = Refusal.Invalid("partner.incomplete",
        "Cần mã và tên của cơ quan trao đổi văn bản.",
        "The code and the name of the agency are needed.");

    private const string Same = """
        select count(*)
        from identity_partner
        where code = @Code or system_id = @SystemId
        """;

    private const string Add = """
        insert into identity_partner (id, code, name, system_id, protected_secret, active)
        values (@Id, @Code, @Name, @SystemId, @Secret, @Active)
        """;
}

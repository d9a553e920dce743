using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>
/// POST /administration/partners/{id}/certificate: an administrator binds a TLS certificate to a partner, by its SHA-256, or takes the
/// binding away.
/// </summary>
public static class BindCertificate
{
    /// <summary>The certificate's SHA-256 in hex, with or without colons; null for none.</summary>
    public sealed record Command(string? Sha256);

    /// <summary>What is bound now.</summary>
    public sealed record Answer(Guid PartnerId, string? Sha256);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/partners/{id:guid}/certificate", async (
        Guid id, Command command, RequestKey key, Actor actor, Once once, Language language) =>
        (await once.Run(key, command, session => Handle(id, command, session, By.Person(actor)))).ToResult(language));

    /// <summary>Binds it.</summary>
    public static async Task<Outcome<Answer>> Handle(Guid id, Command command, Session session, (string Id, string Name) by)
    {
        var said = command.Sha256?.Replace(":", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
        var sha256 = string.IsNullOrEmpty(said) ? null : said;
        if (sha256 is not null && (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower)))
            return Refusal.Invalid("partner.certificate-invalid",
                "Mã băm SHA-256 của chứng thư phải gồm 64 chữ số hệ 16.", "The certificate's SHA-256 has 64 hexadecimal digits.");
        if (await session.Execute(Bind, new { Id = id, Sha256 = sha256 }) == 0)
            return ChangePartner.Unknown;
        await session.Record(id, "partner-certificate-bound", by, new { sha256 });
        return new Answer(id, sha256);
    }

    private const string Bind = """
        update identity_partner
        set certificate_print = @Sha256
        where id = @Id
        """;
}

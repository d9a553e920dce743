using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// POST /dispatch/push-addresses: an administrator gives the address to which a recipient wants its packets sent, or takes it away;
/// without one the
/// recipient collects them.
/// </summary>
public sealed class PushAddress(Once once)
{
    public sealed record Command(string RecipientCode, string? Address);

    public sealed record Answer(string RecipientCode, string? Address);

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapPost("/push-addresses", async (
        Command command, RequestKey key, Actor actor, PushAddress address, Language language, CancellationToken stop) =>
        (await address.Handle(command, key, actor, stop)).ToResult(language))
        .WithMetadata(new RequiresRoleAttribute(Role.Administrator));

    public Task<Outcome<Answer>> Handle(Command command, RequestKey key, Actor actor, CancellationToken stop) =>
        once.Run(key, command, session => Set(session, command, actor), stop);

    private static async Task<Outcome<Answer>> Set(Session session, Command command, Actor actor)
    {
        if (await Partner.OfCode(session, command.RecipientCode ?? "") is not { } partner)
            return Refusal.NotFound("delivery.partner-unknown",
                "Chưa khai báo cơ quan trao đổi văn bản này.", "This agency is not enrolled as a partner.");
        var address = string.IsNullOrWhiteSpace(command.Address) ? null : command.Address.Trim();
        if (address is not null && !IsWebAddress(address))
            return Refusal.Invalid("delivery.address-invalid",
                "Địa chỉ phải bắt đầu bằng http:// hoặc https://.", "The address must begin with http:// or https://.");

        await session.Execute(Remove, new { partner.Code });
        if (address is not null)
            await session.Execute(Add, new { partner.Code, Address = address });
        await session.Record(partner.Id, "push-address-set", actor, new { partner.Code, address });
        return new Answer(partner.Code, address);
    }

    private static bool IsWebAddress(string address) =>
        address.Length <= 500 && Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");

    private const string Remove = """
        delete from dispatch_push_address
        where recipient_code = @Code
        """;

    private const string Add = """
        insert into dispatch_push_address (recipient_code, address)
        values (@Code, @Address)
        """;
}

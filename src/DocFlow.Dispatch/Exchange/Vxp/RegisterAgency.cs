using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Vxp;

/// <summary>
/// POST /exchange/vxp/registerAgency and deleteAgency: an agency writes a unit below itself into the directory, or takes it out of use.
/// Nobody writes about anybody else, nor takes a code that may be another's.
/// </summary>
public static class RegisterAgency
{
    public sealed record Registration(string? Id, string? Pcode, string? Code, string? Name, string? Mail, string? Mobile, string? Fax);

    internal static void Map(IEndpointRouteBuilder vxp)
    {
        vxp.MapPost("/registerAgency", async (HttpRequest request, ExchangeGate gate) =>
        {
            var sent = await JsonBody.Read<Registration>(request, request.HttpContext.RequestAborted);
            return VxpEnvelope.Of(await gate.Let<SetEntry.Answer>(request, async (session, caller) =>
                sent.Refusal is { } unclear ? unclear : await Register(session, caller, sent.Answer)));
        });
        vxp.MapPost("/deleteAgency", async (HttpRequest request, ExchangeGate gate) =>
            VxpEnvelope.Of(await gate.Let(request, Delete)));
    }

    private static async Task<Outcome<SetEntry.Answer>> Register(Session session, Caller caller, Registration sent)
    {
        var (code, name) = (sent.Code?.Trim() ?? "", sent.Name?.Trim() ?? "");
        if (!await DirectoryEntry.AreSame(session, sent.Pcode ?? "", caller.Agency.Code))
            return NotBelow;
        var before = await DirectoryEntry.Find(session, code);
        if (before is null ? !await MayBeTheirs(session, code, caller) : !await IsBelow(session, before, caller))
            return NotBelow;
        return await SetEntry.Handle(new SetEntry.Command(code, before?.OldCode, name, sent.Pcode, sent.Mail), session, caller.By);
    }

    private static async Task<Outcome<SetEntry.Answer>> Delete(Session session, Caller caller)
    {
        if (await DirectoryEntry.Find(session, caller.Call["AgencyCode"] ?? "") is not { } entry || !await IsBelow(session, entry, caller))
            return NotBelow;
        var command = new SetEntry.Command(entry.Code, entry.OldCode, entry.Name, entry.ParentCode, entry.Mail, Active: false);
        return await SetEntry.Handle(command, session, caller.By);
    }

    private static async Task<bool> IsBelow(ReadSession session, DirectoryEntry entry, Caller caller) =>
        entry.ParentCode is { } parent && await DirectoryEntry.AreSame(session, parent, caller.Agency.Code);

    // a code that nobody has here is still somebody's: of the country's forms only one that grows out of the agency's own is below it
    private static async Task<bool> MayBeTheirs(ReadSession session, string code, Caller caller)
    {
        var own = await DirectoryEntry.CodeInForce(session, caller.Agency.Code);
        var isNational = new AgencyCode(code.ToUpperInvariant()).Form != AgencyCodeForm.Other;
        if (isNational && !code.StartsWith(own + ".", StringComparison.OrdinalIgnoreCase))
            return false;
        if (await Agency.Find(session) is { } us && await (await OurCodes.Of(session, us)).Which(session, code) is not null)
            return false;
        return (await Partner.All(session)).All(partner => !partner.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
    }

    private static Refusal NotBelow { get; } = Refusal.Forbidden("exchange.not-below",
        "Chỉ khai báo hoặc xóa được đơn vị trực thuộc cơ quan đang gọi.",
        "An agency registers and deletes only units right below itself.");
}

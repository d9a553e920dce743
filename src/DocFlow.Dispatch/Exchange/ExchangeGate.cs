using System.Text;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Dispatch.Exchange;

/// <summary>An agency's system whose signed headers were proved.</summary>
public sealed record Caller(Partner Agency, SignedCall Call)
{
    /// <summary>Who it is to the trail.</summary>
    public (string Id, string Name) By => (Agency.Code, Agency.Name);
}

/// <summary>
/// Lets in only calls whose headers are signed with the secret that we share with the agency, each once, within five minutes.
/// </summary>
public sealed class ExchangeGate(Database database, PartnerSecrets secrets, ExchangeLimits limits, TimeProvider clock)
{
    /// <summary>Who makes a VXP call, or why they are refused; writes nothing.</summary>
    public async Task<Outcome<Caller>> Check(HttpRequest request, CancellationToken stop)
    {
        var system = request.Headers[VxpHeaders.SystemId].ToString();
        var (partner, shared) = await database.Glance(session => secrets.OfSystem(session, system), stop);
        var secret = shared is null ? null : Encoding.UTF8.GetString(shared);
        var check = VxpHeaders.Check(name => request.Headers[name].FirstOrDefault(), secret, clock);
        if (check.Verdict != SignatureVerdict.Accepted)
            return Refused(check);
        return (PartnerCertificate.Fault(partner!, request) ?? limits.Take(partner!.Code)) is { } refusal
            ? refusal
            : new Caller(partner!, check.Call!);
    }

    /// <summary>Lets a VXP call do its work: proved, within its agency's limits, and once, in the transaction of its effect.</summary>
    public async Task<Outcome<T>> Let<T>(HttpRequest request, Func<Session, Caller, Task<Outcome<T>>> work)
    {
        var stop = request.HttpContext.RequestAborted;
        var caller = await Check(request, stop);
        if (caller.Refusal is { } refusal)
            return refusal;
        return await database.Write(async session =>
        {
            var replayed = await TakeNonce(session, caller.Answer);
            return replayed ?? await work(session, caller.Answer);
        }, stop);
    }

    /// <summary>
    /// Takes the call, by its MAC, in the transaction of its effect, before anything else; the refusal when it was used before.
    /// </summary>
    public static async Task<Refusal?> TakeNonce(Session session, Caller caller)
    {
        var nonce = NonceOf(caller, session);
        if (session.Again && await session.One<long>(Seen, nonce) > 0)
            return Replayed;
        await session.Keep(Keep, nonce);
        return null;
    }

    // twice the window: a clock that is five minutes ahead signs calls that are good for ten
    private static object NonceOf(Caller caller, Session session) =>
        new { caller.Call.SystemId, Nonce = caller.Call.Mac, Expires = session.Now + 2 * VxpHeaders.Window };

    /// <summary>A refusal of the codec in our words: its sentences, our codes.</summary>
    private static Refusal Refused(SignatureCheck check) => Refusal.Unauthorized(check.Verdict switch
    {
        SignatureVerdict.Missing => "exchange.header-missing",
        SignatureVerdict.Unknown => "exchange.system-unknown",
        SignatureVerdict.OutsideWindow => "exchange.stale",
        _ => "exchange.signature-wrong",
    }, check.Vietnamese, check.English);

    private static Refusal Replayed { get; } = Refusal.Unauthorized("exchange.replayed",
        "Yêu cầu với chữ ký này đã được nhận; mỗi lần gọi phải ký lại vào thời điểm mới.",
        "A call with this signature was received already; sign each call anew, at its own time.");

    private const string Seen = """
        select count(*)
        from dispatch_nonce
        where system_id = @SystemId and nonce = @Nonce
        """;

    private const string Keep = """
        insert into dispatch_nonce (system_id, nonce, expires_at)
        values (@SystemId, @Nonce, @Expires)
        """;
}

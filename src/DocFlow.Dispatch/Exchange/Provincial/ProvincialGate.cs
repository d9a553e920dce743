using System.Security.Cryptography;
using System.Text;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Dispatch.Exchange.Provincial;

/// <summary>
/// Lets in calls of the provincial form: a bearer token of the last half hour, and with each call the system's id and its secret.
/// </summary>
public sealed class ProvincialGate(Database database, PartnerSecrets secrets, ExchangeTokens tokens, ExchangeLimits limits)
{
    private const string Bearer = "Bearer ";

    /// <summary>Who calls, or why they are refused.</summary>
    public async Task<Outcome<Partner>> Check(HttpRequest request, CancellationToken stop)
    {
        var authorization = request.Headers.Authorization.ToString();
        var system = request.Headers["X-SystemId"].ToString();
        if (!authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || !tokens.Admits(authorization[Bearer.Length..], system))
            return NoToken;
        var partner = await Known(system, request.Headers["X-SecretKey"].ToString(), request, stop);
        return partner.Refusal is null && limits.Take(partner.Answer.Code) is { } tooMany ? tooMany : partner;
    }

    /// <summary>A token for a system that says its secret.</summary>
    public async Task<Outcome<string>> SignIn(string system, string secret, HttpRequest request, CancellationToken stop) =>
        (await Known(system, secret, request, stop)).Then(partner => tokens.Give(partner.SystemId));

    private async Task<Outcome<Partner>> Known(string system, string secret, HttpRequest request, CancellationToken stop)
    {
        var (partner, shared) = await database.Glance(session => secrets.OfSystem(session, system), stop);
        if (partner is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), shared))
            return Stranger;
        return PartnerCertificate.Fault(partner, request) is { } fault ? fault : partner;
    }

    internal static Refusal NoToken { get; } = Refusal.Unauthorized("exchange.token-invalid",
        "Thiếu mã truy cập hoặc mã đã hết hạn; hãy đăng nhập lại.", "The token is missing or has expired; sign in again.");

    private static Refusal Stranger { get; } = Refusal.Unauthorized("exchange.secret-wrong",
        "SystemId hoặc SecretKey không đúng.", "The SystemId or the SecretKey is wrong.");
}

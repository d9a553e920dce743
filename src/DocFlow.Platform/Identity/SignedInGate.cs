using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Platform.Identity;

/// <summary>Put on a page or an endpoint: only people with one of these roles, in any unit, may open it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresRoleAttribute(params Role[] roles) : Attribute
{
    /// <summary>The roles, any of which is enough.</summary>
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Put on a page or an endpoint that a person with a one-time password may use.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneTimePasswordSufficesAttribute : Attribute;

/// <summary>
/// Put on a page or an endpoint: the people of partner agencies may open it, and nobody else. They may open nothing else but what everyone
/// does about their own session.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForPartnersAttribute : Attribute
{
    /// <summary>The page on which they begin.</summary>
    public const string Start = "/inbox";
}

/// <summary>
/// Lets nobody past who is not signed in, unless the page or endpoint says AllowAnonymous. Readers of pages are sent to the page where
/// they can put it right; programs get ProblemDetails.
/// </summary>
internal sealed class SignedInGate(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, CurrentActor current, IAntiforgery antiforgery, Language language)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata is null || metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(http);
            return;
        }

        await current.Load(http.User, http.RequestAborted);
        var refusal = Check(current, metadata) ?? await CheckForgery(http, antiforgery, metadata);
        if (refusal is null)
            await next(http);
        else if (!http.WantsPage())
            await refusal.ToResult(language).ExecuteAsync(http);
        else if (WayOut(refusal, http.Request, current.Actor) is { } page)
            http.Response.Redirect(page);
        else
            http.Response.StatusCode = refusal.Kind.Status(); // the shell has a page for it
    }

    private static Refusal? Check(CurrentActor current, EndpointMetadataCollection metadata)
    {
        if (current.Actor is not { } actor)
            return SignedOut;
        if (metadata.GetMetadata<OneTimePasswordSufficesAttribute>() is not null)
            return null;
        if (current.MustChangePassword)
            return MustChange;
        if (actor.PartnerCode is null == metadata.GetMetadata<ForPartnersAttribute>() is not null)
            return NoRight;
        return metadata.GetOrderedMetadata<RequiresRoleAttribute>().Any(asked => !asked.Roles.Any(actor.Is)) ? NoRight : null;
    }

    // a form sent from another site carries our cookie but cannot carry our token; a program's own header cannot be sent by a form at all
    private static async Task<Refusal?> CheckForgery(HttpContext http, IAntiforgery antiforgery, EndpointMetadataCollection metadata)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || !request.HasFormContentType)
            return null;
        if (request.Headers.ContainsKey(RequestKey.Header) || metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true })
            return null;
        return await antiforgery.IsRequestValidAsync(http) ? null : Forged;
    }

    private static string? WayOut(Refusal refusal, HttpRequest request, Actor? actor)
    {
        if (refusal == NoRight && actor?.PartnerCode is not null && request.Path == "/")
            return ForPartnersAttribute.Start;
        if (refusal == SignedOut)
            return "/sign-in?to=" + Uri.EscapeDataString(HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/");
        return refusal == MustChange ? "/password" : null;
    }

    private static readonly Refusal SignedOut = Refusal.Unauthorized("sign-in.needed",
        "Bạn chưa đăng nhập hoặc phiên làm việc đã hết; hãy đăng nhập rồi làm lại.",
        "You are not signed in, or the session has ended; sign in and do it again.");

    private static readonly Refusal MustChange = Refusal.Forbidden("password.must-change",
        "Mật khẩu này chỉ dùng một lần; hãy đổi mật khẩu trước khi làm việc.",
        "This password is good for one use only; choose your own before you go on.");

    private static readonly Refusal NoRight = Refusal.Forbidden("user.no-right",
        "Bạn không có quyền dùng chức năng này; nếu cần, hãy đề nghị quản trị viên cấp quyền.",
        "You have no right to use this; ask an administrator if you need it.");

    private static readonly Refusal Forged = Refusal.Invalid("form.stale",
        "Biểu mẫu đã cũ hoặc không do trang này gửi; hãy tải lại trang rồi gửi lại.",
        "The form is stale or was not sent by this site; reload the page and send it again.");
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Platform.Http;

/// <summary>What makes one POST the same POST again: the client's key, who sent it, and where to.</summary>
/// <param name="Key">The Idempotency-Key header, or a page form's hidden field <c>_key</c>; 1 to 100 characters.</param>
/// <param name="Actor">The signed-in user's id, or the agency's system id.</param>
/// <param name="Route">Method and path.</param>
public sealed record RequestKey(string Key, string Actor, string Route)
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The hidden form field's name.</summary>
    public const string Field = "_key";

    /// <summary>A fresh key for a form that is being drawn.</summary>
    public static string Fresh() => Guid.CreateVersion7().ToString("N");

    /// <summary>Binds it as an endpoint's parameter.</summary>
    /// <exception cref="BadHttpRequestException">The key is missing or too long.</exception>
    public static async ValueTask<RequestKey?> BindAsync(HttpContext http)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0 && http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true)
            key = (await http.Request.ReadFormAsync(http.RequestAborted))[Field].ToString();
        return key.Length is > 0 and <= 100 ? Of(http, key) : throw new BadHttpRequestException(
            $"Every POST carries an {Header} header of 1 to 100 characters, so that it can be sent again without doing its work twice.");
    }

    /// <summary>The key of a page's form.</summary>
    public static RequestKey Of(HttpContext http, string key) => new(
        key,
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "anonymous",
        $"{http.Request.Method} {http.Request.Path}");
}

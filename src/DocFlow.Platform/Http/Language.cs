using Microsoft.AspNetCore.Http;

namespace DocFlow.Platform.Http;

/// <summary>
/// The reader's language: Vietnamese unless the switch (cookie <c>lang=en</c>) or, without one, Accept-Language says English.
/// </summary>
public sealed class Language(IHttpContextAccessor accessor)
{
    /// <summary>The switch's cookie.</summary>
    public const string Cookie = "lang";

    /// <summary>Whether English is asked for.</summary>
    public bool English { get; } = AsksForEnglish(accessor.HttpContext?.Request);

    /// <summary>"vi" or "en".</summary>
    public string Code => English ? "en" : "vi";

    /// <summary>The one of two sentences that this reader reads.</summary>
    public string this[string vi, string en] => English ? en : vi;

    /// <summary>A refusal's sentence.</summary>
    public string this[Refusal refusal] => English ? refusal.En : refusal.Vi;

    private static bool AsksForEnglish(HttpRequest? request)
    {
        if (request is null)
            return false;
        return request.Cookies[Cookie] is { } chosen
            ? chosen == "en"
            : request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase);
    }
}

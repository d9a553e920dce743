using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Web.Administration;

/// <summary>What <see cref="PostFields"/> put into a form, as it comes back.</summary>
internal static class SentForm
{
    public static RequestKey Key(HttpContext http) => RequestKey.Of(http, http.Request.Form[RequestKey.Field].ToString());
}

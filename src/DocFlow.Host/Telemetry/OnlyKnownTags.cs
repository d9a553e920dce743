using System.Diagnostics;
using OpenTelemetry;

namespace DocFlow.Host.Telemetry;

/// <summary>
/// Nothing leaves on a trace but tags on this list: a path may hold a name, a query a search, an error's text whatever somebody typed.
/// </summary>
internal sealed class OnlyKnownTags : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Known =
    [
        "docflow.document", "docflow.case", "docflow.room", "docflow.outcome",
        "http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "error.type",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.Where(tag => !Known.Contains(tag.Key)).ToList())
            data.SetTag(tag.Key, null);
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}

using System.Text.Json;
using DocFlow.Platform.Messaging;
using Microsoft.AspNetCore.Http;

namespace DocFlow.Platform.Http;

/// <summary>A call's body as JSON, for doors that answer in a form of their own also where the body is none.</summary>
public static class JsonBody
{
    /// <summary>What it says; refused where nothing of the kind can be read.</summary>
    public static async Task<Outcome<T>> Read<T>(HttpRequest request, CancellationToken stop)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, MessageJson.Options, stop) is { } said ? said : Unclear;
        }
        catch (JsonException)
        {
            return Unclear;
        }
    }

    private static Refusal Unclear { get; } = Refusal.Invalid("request.body-unclear",
        "Nội dung yêu cầu không phải JSON đúng dạng.", "The call's body is not JSON of the form that is asked for.");
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Messaging;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity;

/// <summary>What a client says and reads.</summary>
public static class Requests
{
    /// <summary>The password that everyone here chooses.</summary>
    public const string Chosen = "mua xuan 2026 ve";

    /// <summary>The smallest transparent picture.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /// <summary>An administrator enters the agency.</summary>
    public static async Task EnrolAgency(this HttpClient administrator) => await Read<SetAgency.Answer>(await Post(
        administrator,
        "/administration/agency",
        new { code = "G09.01", name = "Văn phòng Chính phủ", place = "Hà Nội", notation = "VPCP" }));

    public static Task<HttpResponseMessage> Post(HttpClient client, string path, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body, options: MessageJson.Options),
        };
        request.Headers.Add(RequestKey.Header, key ?? RequestKey.Fresh());
        return client.SendAsync(request);
    }

    public static async Task<T> Read<T>(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return JsonSerializer.Deserialize<T>(text, MessageJson.Options)!;
    }

    /// <summary>The status and the refusal's code.</summary>
    public static async Task<(int Status, string? Code)> Refused(HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<Dictionary<string, object>>();
        return ((int)response.StatusCode, problem!.TryGetValue("code", out var code) ? code.ToString() : null);
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace DocFlow.JourneyTests.Breaking;

/// <summary>Messages that were sent already, sent again under their ids, in any order, past our own relay.</summary>
internal static class Doubles
{
    private const int Most = 40;

    private sealed record Message(Guid Id, string Type, string Body);

    public static async Task<string?> Send(Installation house, Random random)
    {
        try
        {
            var messages = await Sent(house.Postgres.Port);
            random.Shuffle(messages);
            using var broker = new HttpClient { BaseAddress = house.Rabbit.Api, Timeout = TimeSpan.FromSeconds(5) };
            broker.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("guest:guest")));
            var again = messages.Take(Most).ToList();
            var routed = 0;
            foreach (var message in again.Concat(again.AsEnumerable().Reverse()))
                routed += await Publish(broker, message) ? 1 : 0;
            return $"{routed} of {2 * again.Count} messages";
        }
        catch (Exception away) when (away is NpgsqlException or HttpRequestException or TaskCanceledException or IOException)
        {
            return $"(cut short: {away.Message.ReplaceLineEndings(" ")})";
        }
    }

    private static async Task<Message[]> Sent(int port)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.Connection(port) + ";Pooling=false;Timeout=5;Command Timeout=5");
        await using var command = source.CreateCommand("""
            select id, type, body
            from outbox_message
            where sends > 0
            order by random()
            limit 200
            """);
        await using var rows = await command.ExecuteReaderAsync();
        var messages = new List<Message>();
        while (await rows.ReadAsync())
            messages.Add(new Message(rows.GetGuid(0), rows.GetString(1), rows.GetString(2)));
        return [.. messages];
    }

    private static async Task<bool> Publish(HttpClient broker, Message message)
    {
        var name = message.Type.Insert(message.Type.LastIndexOf('.'), ":").Remove(message.Type.LastIndexOf('.') + 1, 1);
        var envelope = new
        {
            messageId = message.Id,
            messageType = new[] { $"urn:message:{name}" },
            message = JsonSerializer.Deserialize<JsonElement>(message.Body),
        };
        var post = new
        {
            properties = new { content_type = "application/vnd.masstransit+json", delivery_mode = 2, message_id = message.Id.ToString() },
            routing_key = "",
            payload = JsonSerializer.Serialize(envelope),
            payload_encoding = "string",
        };
        using var answer = await broker.PostAsJsonAsync($"api/exchanges/%2F/{Uri.EscapeDataString(name)}/publish", post);
        return (await answer.Content.ReadAsStringAsync()).Contains("true", StringComparison.Ordinal);
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;

namespace DocFlow.EdXml;

/// <summary>
/// A packet's words as JSON: what reading says of it, and what writing takes back. Dates and codes are the text that came.
/// </summary>
public static class PacketJson
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
            new RawText<PacketDate>(text => new(text), date => date.Raw),
            new RawText<PacketTime>(text => new(text), time => time.Raw),
            new RawText<StatusCode>(text => new(text), code => code.Raw),
        },
    };

    public static string Of(ReadReport report) => JsonSerializer.Serialize(report, Form);

    /// <summary>The words back, or a refused report that says why not. `document` or `status` alone is enough.</summary>
    public static ReadReport Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var tree = JsonDocument.Parse(json);
            if (HasHole(tree.RootElement))
                return Refused("$", "a list holds null");
            var report = tree.Deserialize<ReadReport>(Form);
            return report is { Document: null, Status: null } or null ? Refused("$", "neither document nor status") : report;
        }
        catch (JsonException reason)
        {
            return Refused(reason.Path ?? "$", reason.Message);
        }
    }

    private static ReadReport Refused(string path, string reason) => new() { Findings = [PacketSentences.NotJson(path, reason)] };

    private static bool HasHole(JsonElement one) => one.ValueKind switch
    {
        JsonValueKind.Array => one.EnumerateArray().Any(each => each.ValueKind == JsonValueKind.Null || HasHole(each)),
        JsonValueKind.Object => one.EnumerateObject().Any(each => HasHole(each.Value)),
        _ => false,
    };

    private sealed class RawText<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? read(reader.GetString()!) : throw new JsonException("A text is wanted.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}

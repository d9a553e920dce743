using System.Text.Json;
using System.Text.Json.Serialization;
using DocFlow.Platform.Messaging;

namespace DocFlow.Platform.Trail;

/// <summary>
/// What the node key signs and a stranger reads: a record as JSON of one form only. Any other text of the same facts is no statement, so
/// nothing can be said beside what was signed.
/// </summary>
public static class Statement
{
    private static readonly JsonSerializerOptions Strict = new(MessageJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    /// <summary>Its text: one line, the properties in the order of the record.</summary>
    public static string Write<T>(T said)
        where T : class => JsonSerializer.Serialize(said, Strict);

    /// <summary>What a text says, or null where it is not exactly such a statement's text.</summary>
    public static T? Read<T>(string text)
        where T : class
    {
        try
        {
            var said = JsonSerializer.Deserialize<T>(text, Strict);
            return said is not null && Write(said) == text ? said : null;
        }
        catch (Exception foreign) when (foreign is JsonException or ArgumentException)
        {
            return null; // no JSON, another's properties, or values that the record does not take
        }
    }
}

using System.Text.Json;

namespace DocFlow.EdXml.Exchange;

/// <summary>
/// What an axis answers, in either dialect: VXP's `{"status":"OK","ErrorCode":"0",…}` or a province's `{"success":true,…}`. Names in any
/// case, numbers as texts or not; whatever else is there stays in <see cref="Root"/>.
/// </summary>
public sealed record AxisAnswer(bool Ok, string? Code, string? Said, JsonElement Root)
{
    /// <summary>Null when it is no such answer: a page of a proxy, half an answer, nothing.</summary>
    public static AxisAnswer? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(json.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What it carries; a list may come as a text that holds one. Undefined where there is nothing.</summary>
    public JsonElement Data => Unwrapped(Find(Root, "data"));

    /// <summary>The name under which the axis keeps the packet: beside the data, in it, or the data itself.</summary>
    public string? DocId =>
        Text(Root, "DocId") ?? Text(Data, "docId") ?? (Data.ValueKind == JsonValueKind.String ? Data.GetString() : null);

    /// <summary>The rows of a list; null where the data is none.</summary>
    public IReadOnlyList<JsonElement>? Rows => Data.ValueKind switch
    {
        JsonValueKind.Array => [.. Data.EnumerateArray()],
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        _ => null,
    };

    /// <summary>A property's text, whatever the case of its name; null where it is missing or empty.</summary>
    public static string? Text(JsonElement of, string name) => Find(of, name) switch
    {
        { ValueKind: JsonValueKind.String } text => Whole(text) is { Length: > 0 } said ? said : null,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
        _ => null,
    };

    // half a letter, written as an escape, is no text
    private static string? Whole(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static AxisAnswer? Of(JsonElement root)
    {
        var data = Find(root, "data");
        var code = Text(root, "ErrorCode") ?? Text(data, "errorCode") ?? Text(root, "code");
        var said = Text(root, "ErrorDesc") ?? Text(data, "errorDesc") ?? Text(root, "message");
        if (Text(root, "status") is { } status && status.ToUpperInvariant() is "OK" or "FAIL" && Text(root, "success") is null)
            return new(status.Equals("OK", StringComparison.OrdinalIgnoreCase) && code is null or "0", code, said, root);
        if (Text(root, "success") is { } success)
            return new(success == "true" && Text(data, "status") != "error", code, said, root);
        // a province's sign-in has neither: it is good when there is something in it
        return data.ValueKind == JsonValueKind.Undefined ? null : new(data.ValueKind == JsonValueKind.Object, code, said, root);
    }

    private static JsonElement Find(JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object)
            return default;
        foreach (var one in of.EnumerateObject())
        {
            if (one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return one.Value;
        }

        return default;
    }

    private static JsonElement Unwrapped(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.String || Whole(data) is not ['[' or '{', ..] text)
            return data;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return data;
        }
    }
}

using DocFlow.Platform;
using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DocFlow.Dispatch.Exchange;

/// <summary>The packet in a multipart call, as it streams in; what stood before it among the form's fields is kept.</summary>
internal sealed record PacketPart(Stream Body, IReadOnlyDictionary<string, string> Fields)
{
    private const int LongestField = 100_000;
    private const int MostFields = 20;

    /// <summary>Finds the part of this name.</summary>
    public static async Task<Outcome<PacketPart>> Open(HttpRequest request, string name, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return Missing(name);

        var reader = new MultipartReader(boundary, request.Body);
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (fields.Count < MostFields && await PartStream.Next(reader, stop) is { } section)
        {
            var said = HeaderUtilities.RemoveQuotes(section.GetContentDispositionHeader()?.Name ?? "").Value ?? "";
            if (said == name)
                return new PacketPart(new PartStream(section.Body), fields);
            if (await Text(new PartStream(section.Body), stop) is not { } text)
                break;
            fields[said] = text;
        }

        return Missing(name);
    }

    private static async Task<string?> Text(Stream body, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = await body.ReadAsync(buffer, stop)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > LongestField)
                return null;
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static Refusal Missing(string name) => Refusal.Invalid("packet.missing",
        $"Yêu cầu không có phần tệp {name} dạng multipart/form-data.", $"The call has no multipart/form-data part {name}.");
}

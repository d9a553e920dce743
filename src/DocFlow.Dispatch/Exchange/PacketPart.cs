using DocFlow.Platform;
using DocFlow.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DocFlow.Dispatch.Exchange;

/// <summary>
/// Finds the packet in a multipart call, as it streams in; the form's few short fields before it say nothing that it does not.
/// </summary>
internal static class PacketPart
{
    private const int LongestField = 100_000;
    private const int MostFields = 20;

    /// <summary>The part of this name.</summary>
    public static async Task<Outcome<PartStream>> Open(HttpRequest request, string name, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return Missing(name);

        var reader = new MultipartReader(boundary, request.Body);
        for (var passed = 0; passed <= MostFields && await PartStream.Next(reader, stop) is { } section; passed++)
        {
            if (HeaderUtilities.RemoveQuotes(section.GetContentDispositionHeader()?.Name ?? "").Value == name)
                return new PartStream(section.Body);
            if (!await IsShort(new PartStream(section.Body), stop))
                break;
        }

        return Missing(name);
    }

    private static async Task<bool> IsShort(PartStream field, CancellationToken stop)
    {
        var buffer = new byte[4096];
        var length = 0;
        for (int read; (read = await field.ReadAsync(buffer, stop)) > 0;)
        {
            if ((length += read) > LongestField)
                return false;
        }

        return true;
    }

    private static Refusal Missing(string name) => Refusal.Invalid("packet.missing",
        $"Yêu cầu không có phần tệp {name} dạng multipart/form-data.", $"The call has no multipart/form-data part {name}.");
}

using DocFlow.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DocFlow.Intake.Receiving;

/// <summary>The file of a multipart request as a stream from the network: no framework buffers it in memory or on a disk.</summary>
public sealed record Upload(string Name, Stream Body)
{
    private const int LongestName = 255;

    /// <summary>Finds the first part that is a file.</summary>
    public static async Task<Outcome<Upload>> Open(HttpRequest request, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return NoFile;

        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(stop) is { } section)
        {
            if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
                return new Upload(NameOf(disposition), section.Body);
        }

        return NoFile;
    }

    // a sender's path is no business of ours: the last part of it, without control characters
    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        var sent = disposition.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "";
        var last = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        var name = string.Concat(last.Where(letter => !char.IsControl(letter))).Trim();
        return name.Length switch
        {
            0 => "van-ban.pdf",
            > LongestName => name[^LongestName..],
            _ => name,
        };
    }

    private static Refusal NoFile => Refusal.Invalid("file.missing",
        "Yêu cầu không có tệp nào; hãy gửi tệp PDF dưới dạng multipart/form-data.",
        "The request holds no file; send the PDF as multipart/form-data.");
}

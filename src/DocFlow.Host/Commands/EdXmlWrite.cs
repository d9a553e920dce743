using System.CommandLine;
using System.Security.Cryptography;
using DocFlow.EdXml;
using DocFlow.EdXml.Reading;
using DocFlow.EdXml.Writing;
using Microsoft.AspNetCore.StaticFiles;

namespace DocFlow.Host.Commands;

/// <summary>docflow edxml write: makes a packet of words in JSON and of files.</summary>
public static class EdXmlWrite
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    private static readonly Option<FileInfo> Header = new Option<FileInfo>("--header")
    {
        Description = "the packet's words, as edxml read --json prints them; document or status alone is enough", Required = true,
    }.AcceptExistingOnly();

    private static readonly Option<FileInfo[]> Attach = new Option<FileInfo[]>("--attach")
    {
        Description = "the files, the main document first", AllowMultipleArgumentsPerToken = true,
    }.AcceptExistingOnly();

    private static readonly Option<FileInfo> Out = new("--out") { Description = "the packet; must not be there yet", Required = true };

    private static readonly Option<Layout> Look = new("--layout") { Description = "the order of elements that the peer's software wants" };

    /// <summary>The command; its exit codes stand in its description.</summary>
    public static Command Create()
    {
        var command = new Command("write", """
            Write a document or status packet, strictly. The same header and files give the same bytes.
            Exit codes: 0 written; 2 refused, with the reasons; 3 a file cannot be read or written; 64 wrong usage.
            Only after 0 is there a packet.
            """) { Header, Attach, Out, Look, Speech.Language };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        try
        {
            var json = await File.ReadAllBytesAsync(parsed.GetValue(Header)!.FullName, stop);
            var words = PacketJson.Parse(json);
            if (words is { Document: null, Status: null })
                return Refuse(parsed, words.Findings);
            if (words.Status is not null && (words.Document is not null || Files(parsed).Length > 0))
                return Usage(parsed);
            if (NewFile.Taken(parsed.GetValue(Out)!) is { } taken)
                return Refuse(parsed, [new Finding(Severity.Error, taken.Code, "--out", taken.Vi, taken.En)]);

            return await Write(parsed, words, new Guid(SHA256.HashData(json).AsSpan(0, 16)), stop);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return EdXmlCommand.Trouble(parsed, away);
        }
    }

    private static async Task<int> Write(ParseResult parsed, ReadReport words, Guid id, CancellationToken stop)
    {
        var target = parsed.GetValue(Out)!;
        var settings = new WriteSettings { Layout = parsed.GetValue(Look) };
        var files = Files(parsed).Select(file => ToSend(file, words)).OrderBy(one => one.Place).Select(one => one.File).ToList();
        var errors = Forgotten(words, files);
        if (errors.Count == 0)
            await NewFile.Put(target, to =>
            {
                errors = (words.Document is { } document
                    ? PacketWriter.WriteDocument(to, new OutgoingPacket(id, document, files), settings, stop)
                    : PacketWriter.WriteStatus(to, words.Status!, settings)).Errors;
                return Task.FromResult(errors.Count == 0);
            });
        if (errors.Count > 0)
            return Refuse(parsed, errors);

        Speech.Say(parsed, Console.Out,
            $"{target.Name}: đã ghi gói tin, {files.Count} tệp.", $"{target.Name}: packet written, {files.Count} files.");
        return 0;
    }

    private static FileInfo[] Files(ParseResult parsed) => parsed.GetValue(Attach) ?? [];

    // what the words say of a file goes with the file of that name; the rest follows in the order given
    private static (int Place, AttachmentToSend File) ToSend(FileInfo file, ReadReport words)
    {
        var name = file.Name.Normalize();
        var said = words.Attachments.FirstOrDefault(one => one.Name == name);
        var type = said?.ContentType ?? (Types.TryGetContentType(name, out var known) ? known : "application/octet-stream");
        return (said?.Index ?? int.MaxValue, new AttachmentToSend(said is null ? name : NameOf(said), type, file.OpenRead)
        {
            Description = said?.Description,
            ContentId = said?.ContentId,
        });
    }

    private static string NameOf(ReceivedAttachment said) =>
        said.NameAsWritten is { } written && written.AsSpan().IndexOfAny('/', '\\') < 0 ? written : said.Name;

    private static IReadOnlyList<Finding> Forgotten(ReadReport words, List<AttachmentToSend> files) =>
    [
        .. words.Attachments.Where(one => files.TrueForAll(file => file.Name != NameOf(one))).Select(one => new Finding(
            Severity.Error, "edxml.no-content", $"AttachmentEncoded/Attachment[{one.Index + 1}]",
            $"Phần tiêu đề nêu tệp {one.Name} nhưng --attach không có tệp ấy.",
            $"The header names {one.Name}, which is not among --attach.")),
    ];

    private static int Refuse(ParseResult parsed, IReadOnlyList<Finding> reasons)
    {
        foreach (var reason in reasons)
            Speech.Say(parsed, Console.Error,
                $"docflow: {reason.Vietnamese} ({reason.Code})", $"docflow: {reason.English} ({reason.Code})");
        return EdXmlCommand.Refused;
    }

    private static int Usage(ParseResult parsed)
    {
        Speech.Say(parsed, Console.Error,
            "docflow: gói tin trạng thái không kèm văn bản hay tệp.", "docflow: a status packet carries no document and no files.");
        return EdXmlCommand.WrongUsage;
    }
}

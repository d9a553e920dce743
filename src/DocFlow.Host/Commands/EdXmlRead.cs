using System.CommandLine;
using DocFlow.EdXml;
using DocFlow.EdXml.Reading;

namespace DocFlow.Host.Commands;

/// <summary>docflow edxml read: says what a packet holds and what is wrong with it, and takes its files out.</summary>
public static class EdXmlRead
{
    private static readonly Argument<FileInfo> Packet =
        new Argument<FileInfo>("FILE") { Description = "the packet (.edxml)" }.AcceptExistingOnly();
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "print it as JSON, which edxml write takes back as its header",
    };
    private static readonly Option<DirectoryInfo?> Extract = new("--extract")
    {
        Description = "put the files of a readable packet into this folder: all or none, nothing there is written over",
    };

    /// <summary>The command; its exit codes stand in its description.</summary>
    public static Command Create()
    {
        var command = new Command("read", """
            Read a document or status packet of any peer and say what is wrong with it, element by element.
            Exit codes: 0 readable; 1 readable with warnings; 2 refused, with the reasons; 3 a file cannot be read or written,
            or would be written over; 64 wrong usage.
            """) { Packet, Json, Extract, Speech.Language };
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken stop)
    {
        try
        {
            using var packet = parsed.GetValue(Packet)!.OpenRead();
            var report = parsed.GetValue(Extract) is { } folder
                ? PacketFolder.Extract(packet, folder, stop)
                : PacketReader.Read(packet, _ => Stream.Null, settings: null, stop);
            Console.Out.WriteLine(parsed.GetValue(Json) ? PacketJson.Of(report) : PacketText.Of(report, parsed.GetValue(Speech.Language)));
            return (int)report.Outcome;
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return EdXmlCommand.Trouble(parsed, away);
        }
    }
}

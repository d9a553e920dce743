using System.CommandLine;
using System.Security.Cryptography;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.EdXml.Writing;

namespace DocFlow.Host.Commands;

/// <summary>docflow agency inbox accept, refuse, agree, disagree: a status packet about a packet that was fetched.</summary>
internal static class InboxAnswers
{
    /// <summary>The packet that was fetched.</summary>
    public static Argument<FileInfo> Packet { get; } =
        new Argument<FileInfo>("PACKET.edxml") { Description = "the packet as it was fetched" }.AcceptExistingOnly();

    private static readonly Option<string?> Reason = new("--reason") { Description = "why; its sender reads it" };

    /// <summary>About which document, from whom, what, why.</summary>
    public sealed record Word(DocumentPacket About, (string Code, string? Name) From, StatusCode Code, string? Reason);

    /// <summary>A command that says this.</summary>
    public static Command Of(string name, string about, StatusCode code)
    {
        var command = InboxAccess.Create(name, about, Packet, Reason);
        if (code.NeedsReason)
            command.Validators.Add(result =>
            {
                if (string.IsNullOrWhiteSpace(result.GetValue(Reason)))
                    result.AddError($"'{name}' must say why: --reason.");
            });
        command.SetAction((parsed, stop) => InboxAccess.Run(
            parsed, there => Say(there, parsed, code, stop), handed => $"sent: {handed.DocId}"));
        return command;
    }

    /// <summary>The document of a packet file.</summary>
    public static TransportAnswer<DocumentPacket> Read(FileInfo file, CancellationToken stop)
    {
        using var packet = file.OpenRead();
        return PacketReader.Read(packet, _ => Stream.Null, settings: null, stop).Document is { } document
            ? document
            : new TransportFault("packet", $"{file.Name} is no document packet that can be read.");
    }

    /// <summary>How an answer names the document that it answers.</summary>
    public static ResponseFor About(DocumentPacket document) => new()
    {
        OrganId = document.Header.From.OrganId,
        Code = document.Header.Code.ToString(),
        PromulgationDate = document.Header.PromulgationInfo.PromulgationDate,
        DocumentId = document.Header.DocumentId,
    };

    /// <summary>Sends it.</summary>
    public static Task<TransportAnswer<Handed>> Say(ITransport there, Word word, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        var report = PacketWriter.WriteStatus(bytes, new StatusPacket
        {
            From = new Organization { OrganId = word.From.Code, OrganName = word.From.Name },
            ResponseFor = About(word.About),
            StatusCode = word.Code,
            Description = word.Reason ?? word.Code.Vietnamese,
            Timestamp = PacketTime.At(TimeProvider.System.GetUtcNow()),
        });
        return report.Outcome == WriteOutcome.Written
            ? Hand(there, PacketKind.Status, bytes.ToArray(), (word.From.Code, word.About.Header.From.OrganId), stop)
            : Task.FromResult<TransportAnswer<Handed>>(NotWritten(report));
    }

    /// <summary>Hands a packet that we wrote to the node.</summary>
    public static Task<TransportAnswer<Handed>> Hand(
        ITransport there, PacketKind kind, byte[] packet, (string From, string To) way, CancellationToken stop) => there.Send(
        new PacketToSend(
            kind, Convert.ToHexStringLower(SHA256.HashData(packet)), packet.Length, _ => Task.FromResult<Stream>(new MemoryStream(packet)))
        {
            From = way.From,
            To = [way.To],
        },
        stop);

    /// <summary>Why a packet could not be written.</summary>
    public static TransportFault NotWritten(WriteReport report) =>
        new("packet", string.Join(" ", report.Errors.Select(error => error.English)));

    private static async Task<TransportAnswer<Handed>> Say(ITransport there, ParseResult parsed, StatusCode code, CancellationToken stop)
    {
        var document = Read(parsed.GetValue(Packet)!, stop);
        return document.Fault is { } fault
            ? fault
            : await Say(there, new Word(document.Value, InboxAccess.Agency(parsed), code, parsed.GetValue(Reason)), stop);
    }
}

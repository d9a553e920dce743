using System.IO.Pipelines;
using DocFlow.EdXml.Reading;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Storage;

namespace DocFlow.Intake.Packets;

/// <summary>
/// Opens an accepted packet: each of its files flows from it into the content store and is screened there, however large; nothing is
/// refused, for what is accepted is never lost. The same packet again finds the same files under their hashes.
/// </summary>
public sealed class OpenPacket(ContentStore content, ScreenFile screening)
{
    public async Task<OpenedPacket> Handle(string sha256, CancellationToken stop)
    {
        var storing = new List<Task<OpenedFile>>();
        await using var packet = await content.Open(sha256, stop);
        var report = await Task.Run(() => PacketReader.Read(packet, Receive, settings: null, stop), stop);
        var files = await Task.WhenAll(storing);
        return new OpenedPacket(report, report.Outcome == ReadOutcome.Refused ? [] : files);

        // the reader writes at its end of the pipe, the store reads at the other
        Stream Receive(AttachmentHead head)
        {
            var pipe = new Pipe();
            storing.Add(Store(head.Name, pipe.Reader, stop));
            return pipe.Writer.AsStream();
        }
    }

    /// <summary>Whether its files are here when their rows are written; bytes that were destroyed meanwhile are unpacked anew.</summary>
    public bool Keeps(OpenedPacket opened) => opened.Files.All(file => content.Keeps(file.Stored.Sha256));

    private async Task<OpenedFile> Store(string name, PipeReader written, CancellationToken stop)
    {
        var screened = new ScreeningReport { Pages = 0 };
        await using var source = written.AsStream();
        var stored = await content.Put(source, long.MaxValue, (received, _) =>
        {
            var found = screening.Screen(received);
            screened = found.Refusal is { } fault ? Unusable(fault) : found.Answer;
            return Task.FromResult<Refusal?>(null);
        }, stop);
        return new OpenedFile(name, stored.Answer, screened);
    }

    private static ScreeningReport Unusable(Refusal fault) => new() { Pages = 0, Unusable = new(fault.Code, fault.Vi, fault.En) };
}

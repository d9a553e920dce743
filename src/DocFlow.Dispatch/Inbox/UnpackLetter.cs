using System.IO.Pipelines;
using System.Text.Json;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;
using DocFlow.Signing.Inspection;
using DocFlow.Signing.Verification;

namespace DocFlow.Dispatch.Inbox;

/// <summary>Opens a packet for people: its words, and its files in the content store with the verdict on their signatures.</summary>
public sealed class UnpackLetter(ContentStore content, KeyFolder keys, TimeProvider clock)
{
    private readonly TrustFolders _trust = new([keys.Sub("authority"), keys.Sub("trust")], clock);

    /// <summary>A file as it came out.</summary>
    public sealed record Unpacked(string Name, StoredFile File, string Signatures);

    /// <summary>The words are null where the packet could not be read.</summary>
    public async Task<(DocumentPacket? Words, IReadOnlyList<Unpacked> Files)> Handle(string sha256, CancellationToken stop)
    {
        var coming = new List<Task<(string Name, StoredFile File)>>();
        await using var packet = await content.Open(sha256, stop);
        var report = await Task.Run(() => PacketReader.Read(packet, Receive, settings: null, stop), stop);
        var files = new List<Unpacked>();
        foreach (var (name, file) in await Task.WhenAll(coming))
            files.Add(new Unpacked(name, file, await Signatures(name, file, stop)));
        return report.Outcome == ReadOutcome.Refused ? (null, []) : (report.Document, files);

        // the reader writes at its end of the pipe, the store reads at the other
        Stream Receive(AttachmentHead head)
        {
            var pipe = new Pipe();
            coming.Add(Store(head.Name, pipe.Reader, stop));
            return pipe.Writer.AsStream();
        }
    }

    /// <summary>What verification finds of a PDF's signatures, in the trust of this installation; nothing where it bears none.</summary>
    public IReadOnlyList<SignatureFound> Verify(Stream pdf)
    {
        if (PdfInspector.Inspect(pdf, new InspectionLimits()).SignedFields.Count == 0)
            return [];
        pdf.Position = 0;
        var report = PdfVerifier.Verify(pdf, _trust.Policy());
        return [.. report.Signatures.Select(Found)];
    }

    private async Task<(string Name, StoredFile File)> Store(string name, PipeReader written, CancellationToken stop)
    {
        await using var source = written.AsStream();
        return (name, await content.Put(to => source.CopyToAsync(to, stop), stop));
    }

    private async Task<string> Signatures(string name, StoredFile file, CancellationToken stop)
    {
        if (!name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))
            return "[]";
        await using var pdf = await content.Open(file.Sha256, stop);
        return JsonSerializer.Serialize(Verify(pdf), MessageJson.Options);
    }

    private static SignatureFound Found(SignatureReport signature)
    {
        Sentence[] lines = [signature.IntegrityLine, signature.TrustLine, signature.ChangesLine];
        return new SignatureFound(
            signature.Signer ?? signature.Field,
            signature.Integrity == IntegrityState.Intact,
            signature.Indication.Standard(),
            string.Join(" ", lines.Select(line => line.Vietnamese)),
            string.Join(" ", lines.Select(line => line.English)));
    }
}

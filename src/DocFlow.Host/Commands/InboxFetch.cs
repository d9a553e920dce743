using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Packets;

namespace DocFlow.Host.Commands;

/// <summary>docflow agency inbox get: a packet and its files, whole, before the node is told that we have it.</summary>
internal static class InboxFetch
{
    /// <summary>Fetches it; with <paramref name="us"/> it is acknowledged and its sender told 01.</summary>
    public static async Task<TransportAnswer<string>> Handle(
        ITransport there, string docId, DirectoryInfo folder, (string Code, string? Name)? us, CancellationToken stop)
    {
        folder.Create();
        var path = Path.Combine(folder.FullName, Safe(docId) + ".edxml");
        var got = await there.Get(docId, (packet, until) => Store(packet.Body, path, until), stop);
        if (got.Fault is { } fault)
            return fault;

        await using var file = File.OpenRead(path);
        var report = PacketFolder.Extract(file, folder.CreateSubdirectory(Safe(docId)), stop);
        if (us is { } agency)
        {
            var taken = await there.Acknowledge(docId, Acknowledgement.Done, stop);
            if (taken.Fault is { } lost)
                return lost;
            if (report.Document is { } document && report.Document.Bussiness is null or { DocType: BussinessDocType.New })
            {
                var told = await InboxAnswers.Say(there, new InboxAnswers.Word(document!, agency, StatusCode.Arrived, null), stop);
                if (told.Fault is { } unsaid)
                    return unsaid;
            }
        }

        return $"{path}{Environment.NewLine}{PacketText.Of(report, language: null)}";
    }

    private static async Task<long> Store(Stream body, string path, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        await body.CopyToAsync(file, stop);
        file.Flush(flushToDisk: true);
        return file.Length;
    }

    // an id is another system's word: it must not lead to another folder
    private static string Safe(string docId) =>
        string.Concat(docId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_'));
}

using System.Diagnostics;
using System.Globalization;
using DocFlow.JourneyTests.Exchanging;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;

namespace DocFlow.Benchmarks.Exchange;

/// <summary>
/// A large packet from one running installation to the other: laid into the sender's store in place of a packet that was sent already, so
/// that the sender's own run sends it. Told is the resident memory of both processes, and its largest while the packet was on its way.
/// </summary>
internal sealed class LargeDelivery(Neighbour sender, Neighbour receiver)
{
    // what came before is not what is measured: a process that has nothing to do gives its memory back within this
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(35);

    public async Task Run(int megabytes, CancellationToken stop)
    {
        var file = Path.Combine(sender.Scratch, "large.edxml");
        PacketTemplate.WriteLarge(file, sender.Us.Code, receiver.Us.Code, megabytes);
        await using var packet = File.OpenRead(file);
        var place = new PlatformOptions { Folder = sender.Data, Data = Trouble.Embedded(sender.Data) };
        var stored = (await new ContentStore(place).Put(packet, packet.Length, stop: stop)).Answer;
        await Task.Delay(Rest, stop);
        foreach (var (name, process) in Processes)
        {
            await File.WriteAllTextAsync($"/proc/{process}/clear_refs", "5", stop); // the peak begins anew
            Console.WriteLine($"{name} before: {ResidentMemory.Of(process)}");
        }

        var begun = Stopwatch.GetTimestamp();
        await Give(stored);
        while ((await sender.Ask<string>("select state from dispatch_delivery where packet_sha256 = @Sha256", stored))[0] == "sending")
            await Task.Delay(50, stop);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a packet of {stored.Length / 1_000_000} MB sent and received in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s"));
        foreach (var (name, process) in Processes)
            Console.WriteLine($"{name} after: {ResidentMemory.Of(process)}");
    }

    private (string Name, int Process)[] Processes => [("sender", sender.Server.Id), ("receiver", receiver.Server.Id)];

    private async Task Give(StoredFile packet)
    {
        using var signal = new OutboxSignal();
        using var database = new Database(Trouble.Embedded(sender.Data), TimeProvider.System, signal);
        await database.Write(session => session.Execute("""
            update dispatch_delivery
            set state = 'sending', sent_at = null, status = null, packet_sha256 = @Sha256, packet_length = @Length, due_at = @Now
            where id = (select max(id) from dispatch_delivery)
            """, new { packet.Sha256, packet.Length, session.Now }));
    }
}

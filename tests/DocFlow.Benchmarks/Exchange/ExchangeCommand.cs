using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Exchange;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Http;

namespace DocFlow.Benchmarks.Exchange;

/// <summary>
/// <c>exchange [--packets N] [--clients N] [--large MB]</c>: starts a server process and hands it packets of 100 KB from several clients,
/// then one large packet; packets accepted and stored a second, and the server's largest resident memory.
/// <c>exchange --paced DOCUMENTS-A-SECOND [--seconds S] [--large MB]</c>: two installations, and how long a letter takes from its dispatch
/// to its receipt.
/// </summary>
public static class ExchangeCommand
{
    public static async Task<int> Run(string[] args)
    {
        int Value(string name, int otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length
            ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
            : otherwise;

        if (Value("--paced", 0) is > 0 and var pace)
        {
            await new PacedExchange(pace, Value("--seconds", 20), Value("--large", 0)).Run(default);
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("docflow-exchange-");
        try
        {
            return await Measure(folder.FullName, Value("--packets", 2_000), Value("--clients", 8), Value("--large", 200));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> Measure(string folder, int packets, int clients, int large)
    {
        await using var server = new ServerProcess(Path.Combine(folder, "data"));
        await server.Start();
        var connect = () => new OfficeClient(server.Address, TimeSpan.FromSeconds(60), TimeProvider.System);
        var office = await new EnrolOffice(connect, server.FirstPassword).Run(default);
        using var outbound = new Outbound();
        var sender = office.Agencies[0];
        var there = new AxisAccess(new Uri(server.Address, "/exchange/vxp"), new SystemCredential(sender.SystemId, sender.Secret));
        var transport = new VxpTransport(there, outbound, TimeProvider.System);

        await Small(transport, (sender, office.Agencies[1].Code), packets, clients);
        Console.WriteLine($"resident memory so far: {ResidentMemory.Of(server.Id)}");
        await Large(transport, (sender, office.Agencies[1].Code), Path.Combine(folder, "large.edxml"), large);
        Console.WriteLine($"resident memory with the large packet: {ResidentMemory.Of(server.Id)}");
        return 0;
    }

    private static async Task Small(VxpTransport transport, (AgencyEnrolment From, string To) way, int packets, int clients)
    {
        var template = new PacketTemplate(way.From.Code, way.To);
        await Send(transport, way.From.Code, template.Numbered(0));
        var next = 0;
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) <= packets;)
                await Send(transport, way.From.Code, template.Numbered(number));
        })));
        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{packets} packets of {template.Length / 1000} KB by {clients} clients in {took:F1} s: {packets / took:F0} packets/s"));
    }

    private static async Task Large(VxpTransport transport, (AgencyEnrolment From, string To) way, string file, int megabytes)
    {
        PacketTemplate.WriteLarge(file, way.From.Code, way.To, megabytes);
        await using var bytes = File.OpenRead(file);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes));
        var packet = new PacketToSend(PacketKind.Document, sha256, bytes.Length, _ => Task.FromResult<Stream>(File.OpenRead(file)))
        {
            From = way.From.Code,
        };
        var begun = Stopwatch.GetTimestamp();
        _ = (await transport.Send(packet, default)).Value;
        Console.WriteLine($"a packet of {bytes.Length / 1_000_000} MB in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s");
    }

    private static async Task Send(VxpTransport transport, string from, byte[] bytes)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var open = (CancellationToken _) => Task.FromResult<Stream>(new MemoryStream(bytes, writable: false));
        var packet = new PacketToSend(PacketKind.Document, sha256, bytes.Length, open) { From = from };
        _ = (await transport.Send(packet, default)).Value;
    }
}

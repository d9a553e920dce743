using System.IO.Compression;
using DocFlow.EdXml.Reading;
using DocFlow.EdXml.Writing;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>Ten gigabytes in ten megabytes, or in some kilobytes of a zip in a zip: made, sent and refused as they stream.</summary>
public sealed class ZipBombTests
{
    private const long TenGigabytes = 10L << 30;

    private Node _node = null!;

    [OneTimeSetUp]
    public async Task Open() => _node = await Node.Open();

    [OneTimeTearDown]
    public ValueTask Close() => _node.DisposeAsync();

    [TestCase("that says so")]
    [TestCase("that says a kilobyte")]
    [TestCase("that says as much as is allowed")]
    [TestCase("inside another")]
    public async Task Ten_gigabytes_in_a_zip_are_refused_in_little_memory_and_nothing_stays(string zip)
    {
        await using var packet = PacketWith(zip);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = PacketReader.Read(packet, _ => Stream.Null).Outcome;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var refused = await _node.Send("H53", packet);

        Assert.That((refused.Status, refused.Code, refused.Refusal), Is.EqualTo((400, "22", "packet.unreadable")));
        Assert.That(outcome, Is.EqualTo(ReadOutcome.Refused));
        Assert.That(allocated, Is.LessThan(4 << 20));
        Assert.That(Directory.EnumerateFiles(Path.Combine(_node.Folder, "content"), "*", SearchOption.AllDirectories), Is.Empty);
    }

    private static FileStream PacketWith(string zip)
    {
        using var bomb = Scratch();
        var (name, says) = zip switch
        {
            "that says so" => ("7.pdf", TenGigabytes),
            "that says a kilobyte" => ("7.pdf", 1_000),
            "that says as much as is allowed" => ("7.pdf", ReadSettings.Default.MostAttachmentBytes),
            _ => ("7.zip", TenGigabytes),
        };
        if (name == "7.zip")
            WriteNested(bomb);
        else
            GreatZip.Write(bomb, TenGigabytes, says);
        var packet = Scratch();
        var file = new AttachmentToSend(name, "application/pdf", () => Again(bomb)) { IsPacked = true };
        Packets.Write(packet, ["G22"], file);
        packet.Position = 0;
        return packet;
    }

    private static void WriteNested(Stream to)
    {
        using var outer = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        using var inner = outer.CreateEntry("7.zip", CompressionLevel.SmallestSize).Open();
        GreatZip.Write(inner, TenGigabytes, TenGigabytes);
    }

    private static FileStream Again(FileStream file)
    {
        file.Flush();
        return new FileStream(file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    private static FileStream Scratch() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite,
        FileShare.ReadWrite | FileShare.Delete, 64 * 1024, FileOptions.DeleteOnClose);
}

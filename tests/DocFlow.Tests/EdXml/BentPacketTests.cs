using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.EdXml.Writing;
using NUnit.Framework;
using static DocFlow.Tests.EdXml.Letters;

namespace DocFlow.Tests.EdXml;

/// <summary>Packets bent at random: whatever comes, the reader answers with a report and takes a bounded share of the machine.</summary>
public sealed class BentPacketTests
{
    private const int Cases = 1_500;
    private const long MostBytes = 16 << 20;

    [Test]
    public void A_bent_packet_is_read_or_refused_and_never_more([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        byte[][] packets =
        [
            Write(Of(BussinessDocType.Update)), Write(Of(BussinessDocType.Replace), new() { Layout = Layout.Vnpt }),
            Write(Document, new() { Payload = Payload.Raw }), Write(Status),
        ];

        for (var number = 0; number < Cases; number++)
        {
            var bent = Bend(packets[number % packets.Length], random);
            var before = GC.GetAllocatedBytesForCurrentThread();

            var report = PacketReader.Read(new MemoryStream(bent), _ => Stream.Null);

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes), $"case {number}");
            Assert.That(report.Outcome == ReadOutcome.Refused, Is.EqualTo(report is { Document: null, Status: null }), $"case {number}");
            Assert.That(report.Findings.All(one => one.Vietnamese.Length > 0 && one.English.Length > 0), $"case {number}");
        }
    }

    [Test]
    public void What_is_read_of_a_bent_packet_is_written_again_or_refused()
    {
        var (random, packet, written) = (new Random(4), Write(Of(BussinessDocType.Update)), 0);

        for (var number = 0; number < Cases; number++)
        {
            if (PacketReader.Read(new MemoryStream(Bend(packet, random)), _ => Stream.Null).Document is not { } document)
                continue;
            using var to = new MemoryStream();
            if (PacketWriter.WriteDocument(to, new(PacketId, document, [Letters.File()])).Outcome == WriteOutcome.Refused)
                continue;
            written++;
            Assert.That(Read(to.ToArray()).Report.Outcome, Is.Not.EqualTo(ReadOutcome.Refused), $"case {number}");
        }

        Assert.That(written, Is.GreaterThan(10));
    }

    private static byte[] Bend(byte[] packet, Random random)
    {
        var bent = packet.ToList();
        for (var times = random.Next(1, 6); times > 0 && bent.Count > 40; times--)
        {
            var (at, length) = (random.Next(bent.Count - 32), random.Next(1, 32));
            switch (random.Next(6))
            {
                case 0:
                    bent[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bent[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bent.RemoveRange(at, length);
                    break;
                case 3:
                    bent.InsertRange(random.Next(bent.Count), bent.GetRange(at, length));
                    break;
                case 4:
                    bent.InsertRange(at, "<&>\"'\0-]]>"u8.ToArray().Take(random.Next(1, 10)));
                    break;
                default:
                    (bent[at], bent[^(at % 32 + 1)]) = (bent[^(at % 32 + 1)], bent[at]);
                    break;
            }
        }

        return [.. bent];
    }
}

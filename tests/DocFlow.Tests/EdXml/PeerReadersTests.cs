using System.Text;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using NUnit.Framework;
using static DocFlow.Tests.EdXml.Letters;

namespace DocFlow.Tests.EdXml;

/// <summary>Every kind of packet, in either layout, as other systems read it.</summary>
public sealed class PeerReadersTests
{
    [Test]
    public async Task Every_document_packet_is_read_by_peers_of_either_kind([Values] BussinessDocType type, [Values] Layout layout)
    {
        var packet = Write(Of(type), new() { Layout = layout });

        var (literal, aware) = (PeerFacts.Literally(packet), PeerFacts.ByNamespace(packet));

        Assert.That(literal.Said, Is.EqualTo(aware.Said));
        Assert.That(literal.Said, Is.SupersetOf(new[]
        {
            "From/OrganId=T99.01", "To/OrganId=T77.05", "Code/CodeNumber=05", "MessageHeader/DocumentId=T99.01,2026/02/03,05/CVT-VP",
            "PromulgationInfo/PromulgationDate=2026/02/03", "MessageHeader/Subject=V/v thử nghiệm liên thông văn bản",
            $"Bussiness/BussinessDocType={(int)type}", "TraceHeader/Timestamp=2026/02/03 08:30:00",
        }));
        Assert.That(literal.Files.Concat(aware.Files), Is.All.EqualTo("05-CVT-VP.pdf=" + Encoding.UTF8.GetString(Pdf)));
        Assert.That(await PeersEyes.Xmllint(packet), Is.Empty);
    }

    [Test]
    public void An_update_and_a_replacement_say_for_whom()
    {
        var update = PeerFacts.Literally(Write(Of(BussinessDocType.Update))).Said;
        var replace = PeerFacts.Literally(Write(Of(BussinessDocType.Replace))).Said;

        Assert.That(update, Is.SupersetOf(new[] { "Receiver/OrganId=T77.06", "Receiver/ReceiverType=0", "Receiver/ReceiverType=1" }));
        Assert.That(replace, Is.SupersetOf(new[]
        {
            "ReplacementInfo/DocumentId=T99.01,2026/01/02,04/CVT-VP", "OrganIdList/OrganId=T77.05", "OrganIdList/OrganId=T77.06",
        }));
    }

    [Test]
    public async Task Every_status_packet_is_read_by_peers_of_either_kind(
        [Values("01", "02", "03", "04", "05", "06", "13", "15", "16")] string code, [Values] Layout layout)
    {
        var packet = Write(Status with { StatusCode = new(code) }, new() { Layout = layout });

        var (literal, aware) = (PeerFacts.Literally(packet), PeerFacts.ByNamespace(packet));

        Assert.That(literal.Said, Is.EqualTo(aware.Said));
        Assert.That(literal.Said, Is.SupersetOf(new[]
        {
            $"MessageHeader/StatusCode={code}", "ResponseFor/OrganId=T99.01", "ResponseFor/DocumentId=T99.01,2026/02/03,05/CVT-VP",
            "ResponseFor/Code=05/CVT-VP", "MessageHeader/Timestamp=2026/02/03 09:00:00", "StaffInfo/Mobile=0900000000",
        }));
        Assert.That(await PeersEyes.Xmllint(packet), Is.Empty);
    }

    [TestCase("vi-VN")]
    [TestCase("ar-SA")]
    [TestCase("th-TH")]
    [TestCase("tr-TR")]
    public void The_machines_culture_changes_no_byte_and_no_meaning(string culture)
    {
        var expected = Write();
        var before = System.Globalization.CultureInfo.CurrentCulture;

        System.Globalization.CultureInfo.CurrentCulture = new(culture);
        var (packet, read) = (Write(), Read(expected));
        System.Globalization.CultureInfo.CurrentCulture = before;

        Assert.That(packet, Is.EqualTo(expected));
        AssertSame(read.Report.Document!, Document);
    }
}

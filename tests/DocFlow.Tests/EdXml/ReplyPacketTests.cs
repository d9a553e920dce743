using DocFlow.Contracts;
using DocFlow.EdXml.Writing;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Tests.Dispatch;
using DocFlow.Tests.Dispatch.Transports;
using DocFlow.Tests.Intake;
using DocFlow.Tests.Intake.Packets;
using DocFlow.Tests.Intake.Replies;
using NUnit.Framework;

namespace DocFlow.Tests.EdXml;

/// <summary>A letter of one installation that answers another's, from the draft to the other's register.</summary>
public sealed class ReplyPacketTests
{
    private const string Asked = "07/STN-VP";

    private DispatchOffice _dispatch = null!;
    private ListeningAxis _axis = null!;

    [SetUp]
    public async Task Open()
    {
        _dispatch = new DispatchOffice();
        _axis = await ListeningAxis.Open();
        _axis.Answers = ListeningAxis.Taken;
    }

    [TearDown]
    public async Task Close()
    {
        await _axis.DisposeAsync();
        _dispatch.Dispose();
    }

    [Test]
    public async Task What_it_answers_is_read_by_peers_of_either_kind([Values] Layout layout)
    {
        var packet = await Reply(layout);

        var (literal, aware) = (PeerFacts.Literally(packet), PeerFacts.ByNamespace(packet));

        Assert.That(literal.Said, Is.EqualTo(aware.Said));
        Assert.That(literal.Said, Is.SupersetOf(new[]
        {
            "From/OrganId=G22", "To/OrganId=T77.05", "Bussiness/BussinessDocType=0", "ResponseFor/OrganId=T77.05",
            "ResponseFor/Code=07/STN-VP", "ResponseFor/DocumentId=T77.05,2026/02/02,07/STN-VP",
        }));
        Assert.That(await PeersEyes.Xmllint(packet), Is.Empty);
    }

    [Test]
    public async Task It_is_linked_to_what_the_other_installation_issued()
    {
        using var other = new IntakeOffice();
        await other.House.Database.Write(session =>
            SetAgency.Handle(new(Arrived.OurCode, "Sở Thử nghiệm", "Hà Nội", "STN", null), session, By.System));
        var question = await other.Registered("12");
        await other.HearsOfIssue(question.DocumentId, Asked);

        var arrived = await Brought(other, await Reply(Layout.Vpcp));

        Assert.That((await other.Show(arrived)).Answers.Select(answer => (answer.Code, answer.DocumentId)),
            Is.EqualTo(new[] { (Asked, question.DocumentId) }));
    }

    private async Task<byte[]> Reply(Layout layout)
    {
        var word = layout == Layout.Vnpt ? "vnpt" : "vpcp";
        await _dispatch.Sending.AddPeer(Arrived.OurCode, _axis.Address, peer => peer with { Layout = word });
        var letter = _dispatch.Letter();
        await _dispatch.Issue(letter with
        {
            Draft = letter.Draft with
            {
                Recipients = [new Recipient(Arrived.OurCode, "Sở Thử nghiệm")],
                Answers = new AnsweredDocument
                {
                    DocumentId = Guid.CreateVersion7(),
                    OrganId = Arrived.OurCode,
                    Code = Asked,
                    IssuedOn = new DateOnly(2026, 2, 2),
                    ExchangeId = $"{Arrived.OurCode},2026/02/02,{Asked}",
                },
            },
        });
        await _dispatch.Sweep();
        return _axis.Calls.Single().File!;
    }

    private static async Task<Guid> Brought(IntakeOffice office, byte[] packet)
    {
        var stored = await office.House.Content.Put(to => to.WriteAsync(packet).AsTask());
        var read = Letters.Read(packet).Report.Document!;
        var message = Arrived.Message(read.Header, stored.Sha256, stored.Length, office.House.Clock.Now);
        await office.TakeIn(message);
        return message.PacketId;
    }
}

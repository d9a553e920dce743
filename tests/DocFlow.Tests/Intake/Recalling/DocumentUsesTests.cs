using DocFlow.Contracts;
using DocFlow.Dispatch.Exchange;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Tests.Intake.Packets;
using DocFlow.Workflow;
using NUnit.Framework;

namespace DocFlow.Tests.Intake.Recalling;

/// <summary>What people are told of a document before they agree to give it back, from all rooms.</summary>
public sealed class DocumentUsesTests
{
    private RecallDesk _desk = null!;

    [SetUp]
    public async Task Open()
    {
        _desk = new RecallDesk();
        await _desk.EnrolAgency();
        await _desk.House.Database.Write(session =>
            AddPartner.Handle(new("G12", "Bộ Thử nghiệm", null), "protected", session, By.System));
    }

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task A_case_an_answer_on_its_way_and_a_copy_for_another_agency_are_listed()
    {
        var packet = await Relayed();
        await _desk.Office.TakeIn(packet);
        await _desk.Registered(packet.PacketId);
        await _desk.Bring<OpenCase, DocumentRegistered>((await _desk.House.Sent<DocumentRegistered>()).Single());
        await Answer("1/2026");

        var uses = (await _desk.Show(await _desk.Asks())).UsedFor.Select(use => use.En).ToList();

        Assert.That(uses, Has.Some.EqualTo("Registered under arrival number 1/2026."));
        Assert.That(uses, Has.Some.StartsWith("Case: ").And.Some.EqualTo("1 version(s) of its file, 0 signed."));
        Assert.That(uses, Has.Some.EqualTo("A draft that answers it is on its way under arrival number 2/2026."));
        Assert.That(uses, Has.Some.StartsWith("The copy for G12 still waits here"));
    }

    [Test]
    public async Task A_copy_for_another_agency_is_listed_of_a_document_that_was_not_registered_yet()
    {
        await _desk.Office.TakeIn(await Relayed());

        var uses = (await _desk.Show(await _desk.Asks())).UsedFor.Select(use => use.En);

        Assert.That(uses, Has.Some.Contains("G12").And.Some.StartsWith("Waits on the clerk's desk"));
    }

    private async Task<PacketAccepted> Relayed()
    {
        var header = Arrived.Header();
        header = header with { To = [.. header.To, new() { OrganId = "G12", OrganName = "Bộ Thử nghiệm" }] };
        using var bytes = new MemoryStream();
        Arrived.Write(bytes, header, Arrived.File("05.pdf", Arrived.Pdf()));
        bytes.Position = 0;
        var from = new PacketSource(RecallDesk.Sender, "Cục Văn thư Thử nghiệm", PacketWay.Vxp);
        var door = DocFlow.Tests.Dispatch.Exchange.Packets.Door(_desk.House);
        _ = (await door.Handle(bytes, bytes.Length, sha256: null, from, default)).Answer;
        return (await _desk.House.Sent<PacketAccepted>()).Single();
    }

    private async Task Answer(string arrival)
    {
        var draft = (await _desk.Office.Paper()).FileId;
        var command = IntakeOffice.Letter("12", draft) with
        {
            Files = [new(draft, FilePurpose.Draft)],
            Draft = await _desk.Office.Draft(),
            DraftAnswers = arrival,
        };
        _ = (await _desk.Office.Register(command)).Answer;
    }
}

using DocFlow.Contracts;
using NUnit.Framework;

namespace DocFlow.Tests.Intake;

public sealed class CheckIntakeTests
{
    private IntakeOffice _office = null!;

    [SetUp]
    public void Open() => _office = new IntakeOffice();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_gap_in_the_incoming_register_is_found()
    {
        await _office.Registered("12");
        await _office.House.Database.Write(session => session.Execute("update platform_counter set value = 2"));

        var gap = (await _office.House.Finds("register.gap")).Single();

        Assert.That(gap.En, Does.Contain("missing 2"));
    }

    [Test]
    public async Task A_registered_document_without_a_case_is_found_and_told_again_once_nothing_is_on_its_way()
    {
        var registered = await _office.Registered("12");
        var early = await _office.House.Heal((await _office.House.Finds("handover.lost")).Single());
        await _office.House.Database.Write(session => session.Execute("update outbox_message set finished_at = created_at"));

        var lost = (await _office.House.Finds("handover.lost")).Single();
        var healed = await _office.House.Heal(lost);

        Assert.That((lost.Subject, early, healed), Is.EqualTo((registered.DocumentId, false, true)));
        var told = await _office.House.Sent<DocumentRegistered>();
        Assert.That(told.Select(message => message.DocumentId), Is.EqualTo(new[] { registered.DocumentId, registered.DocumentId }));
    }

    [Test]
    public async Task A_handover_that_was_told_again_three_times_in_vain_is_left_to_a_person()
    {
        await _office.Registered("12");
        var healed = new List<bool>();

        for (var time = 1; time <= 4; time++)
        {
            await _office.House.Database.Write(session => session.Execute("update outbox_message set finished_at = created_at"));
            healed.Add(await _office.House.Heal((await _office.House.Finds("handover.lost")).Single()));
        }

        Assert.That(healed, Is.EqualTo(new[] { true, true, true, false }));
        Assert.That(await _office.House.Sent<DocumentRegistered>(), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_row_whose_file_is_missing_is_found()
    {
        var paper = await _office.Paper();
        _office.House.Content.Destroy(paper.Sha256);

        var missing = (await _office.House.Finds("file.missing")).Single();

        Assert.That((missing.Subject, missing.Healable), Is.EqualTo((paper.FileId, false)));
    }

    [Test]
    public async Task The_files_of_papers_have_an_owner()
    {
        await _office.Paper();
        await _office.Registered("12");

        Assert.That(await _office.House.Finds("file.unowned"), Is.Empty);
    }
}

using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging.Stuck;
using DocFlow.Platform.Reconciling;
using DocFlow.Platform.Trail;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class ReconcilerTests
{
    private readonly CaseClosed _closed = new()
    {
        CaseId = Guid.CreateVersion7(),
        DocumentId = Guid.CreateVersion7(),
        Ending = "issued",
        ClosedAt = new DateTimeOffset(2026, 2, 2, 9, 0, 0, TimeSpan.FromHours(7)),
    };

    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task A_new_installation_has_nothing_that_stands_still()
    {
        var everything = await _office.Reconciler.LookAtEverything(TimeSpan.Zero, hash: true);

        Assert.That(everything, Is.Empty);
        Assert.That(await _office.Reconciler.LookAround(), Is.Empty);
    }

    [Test]
    public async Task A_message_that_nobody_heard_is_found_with_its_document_and_sent_now()
    {
        await _office.Database.Write(session => session.Publish(_closed));
        await Run("update outbox_message set due_at = @Far", new { Far = _office.Clock.Now.AddYears(1) });

        var unheard = (await _office.Finds("message.unheard")).Single();
        var healed = await _office.Heal(unheard);

        Assert.That((unheard.Subject, unheard.Since, healed), Is.EqualTo((_closed.DocumentId, _closed.ClosedAt, true)));
        Assert.That(unheard.En, Does.Contain("CaseClosed").And.Contain("a clock that ran ahead"));
        Assert.That(await Count("outbox_message where due_at <= @Now"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_that_the_relay_sends_again_by_itself_is_told_and_left_to_it()
    {
        await _office.Database.Write(session => session.Publish(_closed));

        var healed = await _office.Heal((await _office.Finds("message.unheard")).Single());

        Assert.That(healed, Is.False);
        Assert.That(await Count("trail_entry where act = 'reconciled'"), Is.Zero);
    }

    [Test]
    public async Task A_message_planned_by_a_clock_that_ran_ahead_is_put_back_by_an_operator_too()
    {
        await _office.Database.Write(session => session.Publish(_closed));
        await Run("update outbox_message set due_at = @Far", new { Far = _office.Clock.Now.AddYears(1) });
        var look = Look.Around(_office.Clock.Now);
        var stuck = (await _office.Database.Read(session => StuckMessages.All(session, _office.Subscriptions, look))).Single();

        var answer = await _office.Database.Write(session => SendAgain.Handle(stuck.MessageId, session, By.Console));

        Assert.That((stuck.Subject, answer.Refusal), Is.EqualTo(((Guid?)_closed.DocumentId, (Refusal?)null)));
    }

    [Test]
    public async Task What_was_mended_is_written_into_the_trail()
    {
        await _office.Database.Write(session => session.Publish(_closed));
        await Run("update outbox_message set due_at = @Far", new { Far = _office.Clock.Now.AddYears(1) });

        await _office.Heal((await _office.Finds("message.unheard")).Single());

        const string Written = "trail_entry where act = 'reconciled' and actor = 'system' and details like '%message.unheard%'";
        Assert.That(await Count(Written), Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_heard_while_we_looked_is_not_mended()
    {
        await _office.Database.Write(session => session.Publish(_closed));
        await Run("update outbox_message set due_at = @Far", new { Far = _office.Clock.Now.AddYears(1) });
        var unheard = (await _office.Finds("message.unheard")).Single();
        await Run("update outbox_message set finished_at = created_at");

        var healed = await _office.Heal(unheard);

        Assert.That(healed, Is.False);
        Assert.That(await Count("trail_entry where act = 'reconciled'"), Is.Zero);
    }

    [Test]
    public async Task A_message_that_failed_for_good_is_told_and_left_to_a_person()
    {
        await _office.Database.Write(session => session.Publish(_closed));
        await Run("""
            insert into outbox_failure (message_id, consumer, reason, failed_at)
            select id, 'RecordAnswer', 'on fire', created_at from outbox_message
            """);
        await Run("update outbox_message set failed_at = created_at");

        var failed = (await _office.Finds("message.failed")).Single();

        Assert.That((failed.Subject, failed.Healable), Is.EqualTo((_closed.DocumentId, false)));
        Assert.That(failed.Vi, Does.Contain("on fire"));
    }

    [Test]
    public async Task Entries_of_the_trail_that_nobody_seals_are_found()
    {
        await _office.Database.Write(session => session.Record(Guid.CreateVersion7(), "moved", By.System, new { }));

        var unsealed = (await _office.Finds("trail.unsealed")).Single();

        Assert.That(unsealed.En, Does.StartWith("1 entries"));
    }

    [Test]
    public async Task A_sweep_that_nobody_does_is_found_while_others_are_done()
    {
        await Lease("seal-the-trail", _office.Clock.Now);
        await Lease("prune", _office.Clock.Now.AddMinutes(-30));

        var undone = (await _office.Finds("sweep.undone")).Single();

        Assert.That(undone.En, Does.Contain("'prune'"));
    }

    [Test]
    public async Task A_sweep_that_passes_from_one_process_to_the_next_is_not_found_however_impatient_the_look()
    {
        await Lease("seal-the-trail", _office.Clock.Now);
        await Lease("prune", _office.Clock.Now - Leases.Silence - Leases.Pause);

        var found = await _office.Reconciler.LookAtEverything(TimeSpan.Zero, hash: false);

        Assert.That(found.Select(one => one.Code), Does.Not.Contain("sweep.undone"));
    }

    [Test]
    public async Task A_stored_file_that_no_row_names_is_found_when_it_is_older_than_any_upload_and_is_not_deleted()
    {
        var stored = await _office.Content.Put(file => file.WriteAsync("left behind"u8.ToArray()).AsTask());
        _office.Clock.Now = TimeProvider.System.GetUtcNow();
        var young = await _office.Reconciler.LookAtEverything(TimeSpan.Zero, hash: false);

        var unowned = (await _office.Finds("file.unowned")).Single();

        Assert.That(young, Is.Empty);
        Assert.That((unowned.Healable, _office.Content.Has(stored.Sha256)), Is.EqualTo((false, true)));
        Assert.That(unowned.En, Does.Contain(stored.Sha256));
    }

    [Test]
    public async Task A_stored_file_whose_bytes_changed_is_found_by_reading_it_again()
    {
        var stored = await _office.Content.Put(file => file.WriteAsync("as it was"u8.ToArray()).AsTask());
        await File.WriteAllTextAsync(Path.Combine(_office.Folder, "content", stored.Sha256[..2], stored.Sha256), "other bytes");

        var unread = await _office.Finds("file.changed");
        var read = await _office.Finds("file.changed", hash: true);

        Assert.That((unread.Count, read.Count), Is.EqualTo((0, 1)));
    }

    private Task Lease(string name, DateTimeOffset beat) => Run("""
        insert into platform_lease (name, holder, beat, taken_at, beat_at)
        values (@Name, 'somebody', 1, @Beat, @Beat)
        """, new { Name = name, Beat = beat });

    private Task Run(string sql, object? parameters = null) => _office.Database.Write(session => session.Execute(sql, parameters));

    private Task<long> Count(string from) =>
        _office.Database.Read(session => session.One<long>("select count(*) from " + from, new { Now = _office.Clock.GetUtcNow() }));
}

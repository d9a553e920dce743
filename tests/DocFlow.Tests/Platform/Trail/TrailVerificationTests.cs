using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Trail;

public sealed class TrailVerificationTests
{
    private TrailDesk _desk = null!;
    private TrailRoot _first = null!;

    [SetUp]
    public async Task Open()
    {
        _desk = new TrailDesk();
        _first = await _desk.Act();
        await _desk.Act();
    }

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task An_untouched_trail_is_self_consistent_and_with_a_root_kept_outside_proved()
    {
        var alone = await _desk.Verify();
        var withRoot = await _desk.Verify(_first.Hash);

        Assert.That((alone.Verdict, alone.Entries, alone.Unsealed), Is.EqualTo((TrailVerdict.SelfConsistent, 12, 0)));
        Assert.That((withRoot.Verdict, withRoot.ProvedTo), Is.EqualTo((TrailVerdict.Proved, 1)));
    }

    // every statement a clumsy or clever hand might give, one at a time; the test above is its twin
    [TestCase("update trail_entry set details = '{}' where sequence = 2", "content was rewritten")]
    [TestCase("update trail_entry set actor = 'someone' where sequence = 1", "content was rewritten")]
    [TestCase("update trail_entry set at = '2020-01-01T00:00:00.0000000Z' where sequence = 4", "content was rewritten")]
    [TestCase("update trail_entry set hash = 'zz' where sequence = 3", "content was rewritten")]
    [TestCase("delete from trail_entry where sequence = 2", "entries 2 to 2 before it were deleted")]
    [TestCase("delete from trail_entry where sequence = 4", "covers 6 entries, but 3 are there")]
    [TestCase("delete from trail_entry", "covers 6 entries, but 0 are there")]
    [TestCase("update trail_entry set root_number = null where sequence = 4", "covers 6 entries, but 3 are there")]
    [TestCase("update trail_entry set leaf_index = 5 - leaf_index", "its entries are not those that were sealed")]
    [TestCase("update trail_entry set leaf_index = leaf_index + 1", "the order of its entries was changed")]
    [TestCase("update trail_root set merkle_root = hash where number = 1", "Root 1: it was rewritten")]
    [TestCase("update trail_root set sealed_at = '2020-01-01T00:00:00.0000000Z' where number = 2", "Root 2: it was rewritten")]
    [TestCase("update trail_root set signature = 'AAAA' where number = 2", "not signed by this installation's key")]
    [TestCase("update trail_root set previous_hash = '' where number = 2", "does not follow from the root before it")]
    [TestCase("delete from trail_root where number = 1", "the roots 1 to 1 before it were deleted")]
    [TestCase("delete from trail_root where number = 2", "Root 2 was deleted: 6 entries stand under it")]
    public async Task What_was_rewritten_or_deleted_is_found(string tampering, string finding)
    {
        await _desk.Tamper(tampering);

        var report = await _desk.Verify();

        Assert.That(report.Verdict, Is.EqualTo(TrailVerdict.Broken));
        Assert.That(string.Join('\n', report.Findings), Does.Contain(finding));
    }

    [Test]
    public async Task A_tail_cut_off_cleanly_is_found_only_by_a_root_kept_outside()
    {
        var last = await _desk.Act();
        await _desk.Tamper("delete from trail_entry where root_number = 3", "delete from trail_root where number = 3");

        var alone = await _desk.Verify();
        var withRoot = await _desk.Verify(last.Hash);

        Assert.That(alone.Verdict, Is.EqualTo(TrailVerdict.SelfConsistent));
        Assert.That((withRoot.Verdict, withRoot.Findings.Single()), Is.EqualTo((
            TrailVerdict.Broken, $"The root {last.Hash} that was kept outside is not in this trail: it was cut off or written anew.")));
    }

    [Test]
    public async Task A_whole_trail_written_anew_with_the_node_key_is_found_only_by_a_root_kept_outside()
    {
        await _desk.Tamper("delete from trail_entry", "delete from trail_root");
        await _desk.Act();

        Assert.That((await _desk.Verify()).Verdict, Is.EqualTo(TrailVerdict.SelfConsistent));
        Assert.That((await _desk.Verify(_first.Hash)).Verdict, Is.EqualTo(TrailVerdict.Broken));
    }

    [Test]
    public async Task A_trail_signed_with_another_key_is_not_this_installation_s()
    {
        using var other = new TrailDesk();

        var report = await _desk.Office.Database.Read(session => TrailVerification.Run(session, other.Key.Public, null));

        Assert.That(report.Findings, Has.Exactly(2).Contains("not signed by this installation's key"));
    }

    [Test]
    public async Task Entries_of_the_last_seconds_are_counted_as_not_yet_sealed()
    {
        await _desk.Office.Database.Write(session => session.Record(_desk.Subjects[0], "viewed", By.System, new { }));

        var report = await _desk.Verify();

        Assert.That((report.Verdict, report.Unsealed), Is.EqualTo((TrailVerdict.SelfConsistent, 1)));
    }

    [Test]
    public async Task An_entry_that_commits_late_still_gets_its_leaf()
    {
        await _desk.Tamper("update trail_entry set root_number = null, leaf_index = null", "delete from trail_root");
        await _desk.Tamper("update trail_entry set at = '2001-01-01T00:00:00.0000000Z' where sequence = 1");

        var root = await _desk.Sealer.SealAll();

        Assert.That(root!.Leaves, Is.EqualTo(12));
    }

    [Test]
    public async Task Sealers_that_meet_leave_one_chain()
    {
        for (var act = 0; act < 5; act++)
        {
            await _desk.Office.Database.Write(session => session.Record(_desk.Subjects[0], "moved", By.System, new { act }));
            await Task.WhenAll(_desk.Sealer.SealAll(), _desk.Sealer.SealAll(), _desk.Sealer.SealAll());
        }

        Assert.That((await _desk.Verify()).Verdict, Is.EqualTo(TrailVerdict.SelfConsistent));
        Assert.That((await _desk.Verify()).LastRoot!.Number, Is.EqualTo(7));
    }
}

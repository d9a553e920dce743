using DocFlow.Host;
using DocFlow.Host.Evidence;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using DocFlow.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Intake;

public sealed class IntakeEvidenceTests
{
    private IntakeOffice _office = null!;
    private NodeKey _key = null!;

    [SetUp]
    public async Task Open()
    {
        _office = new IntakeOffice();
        _key = new NodeKey(new KeyFolder(_office.House.Options));
        await _office.House.Database.Write(session => SetAgency.Handle(
            new SetAgency.Command("G22", "Văn phòng Chính phủ", "Hà Nội", "VPCP", null), session, ("test", "Test")));
    }

    [TearDown]
    public void Close()
    {
        _key.Dispose();
        _office.Dispose();
    }

    [Test]
    public async Task A_paper_is_found_by_its_arrival_number_with_its_file_and_what_screening_found()
    {
        var arrival = await _office.Registered();

        var manifest = await Write(arrival.ArrivalNumber.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.That(manifest.Document, Is.EqualTo(arrival.DocumentId));
        Assert.That(manifest.Files.Select(part => part.Path), Is.SupersetOf(new[]
        {
            "received/den.pdf", "reports/received den.pdf.json", "reports/received den.pdf.txt", "reports/den.pdf screening.json",
        }));
    }

    [Test]
    public async Task What_was_destroyed_is_named_by_its_hash_and_fails_nothing()
    {
        var arrival = await _office.Registered();
        var hash = await _office.One<string>("select sha256 from intake_file");
        await _office.House.Database.Write(session => session.Condemn(hash, arrival.DocumentId));
        _office.House.Content.Destroy(hash);

        var manifest = await Write(arrival.DocumentId.ToString());

        Assert.That(manifest.Absent.Select(gone => (gone.Sha256, gone.Why)), Is.EqualTo(new[] { (hash, "destroyed") }));
        Assert.That(manifest.Files.Select(part => part.Kind), Does.Not.Contain("received"));
        Assert.That(Verify().Lines.Select(line => line.Verdict), Does.Not.Contain(Verdict.Failed));
    }

    [Test]
    public async Task Entries_that_are_not_sealed_yet_leave_it_undetermined()
    {
        await Write((await _office.Registered()).DocumentId.ToString());

        Assert.That(Verify().Lines.Where(line => line.Verdict != Verdict.Passed).Select(line => line.Text.English),
            Has.One.Contains("not sealed yet"));
    }

    private string Path => System.IO.Path.Combine(_office.House.Folder, "evidence.zip");

    private async Task<EvidenceManifest> Write(string asked)
    {
        var year = await _office.One<int>("select year from intake_document");
        var found = (await new FindEvidence(_office.House.Database, Rooms.All, _key).Handle(new(asked, year), default)).Answer;
        await using var file = new FileStream(Path, FileMode.CreateNew, FileAccess.ReadWrite);
        return await new WriteEvidence(_office.House.Database, _office.House.Content, _key, Nobody).Handle(found, file, default);
    }

    private EvidenceReport Verify()
    {
        using var file = File.OpenRead(Path);
        return VerifyEvidence.Handle(file, new EvidenceTrust(Nobody, [_key.Public], null), default);
    }

    private TrustPolicy Nobody => TrustPolicy.Of([], [], _office.House.Clock);
}

using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>The forged and the honest files before two other programs, and the table of it all in ATTACKS.md.</summary>
public sealed class AttackTableTests
{
    [Test]
    public void The_table_shows_no_attack_accepted_and_no_false_alarm()
    {
        using var witnesses = new Witnesses();
        ValidFile[] valid = [.. OwnFiles.All(), .. OwnFiles.Rewritten(), .. Catalogue.Valid, .. OtherPrograms.All(witnesses)];
        Attack[] forged = [.. Catalogue.All, .. Twins()];

        var others = witnesses.Ask([.. forged.Select(one => one.Bytes), .. valid.Select(one => one.Bytes)]);
        var fresh = AttackTable.Of([.. forged.Zip(others)], [.. valid.Zip(others.Skip(forged.Length))]);
        if (Environment.GetEnvironmentVariable("DOCFLOW_REDRAW") == "1")
            File.WriteAllText(Path.Combine(Root(), "src/DocFlow.Signing/ATTACKS.md"), fresh);

        Assert.That(forged.Count(one => PdfVerifierTests.Verify(one.Bytes).Verdict == Verdict.Passed), Is.Zero);
        Assert.That(valid.Where(one => PdfVerifierTests.Verify(one.Bytes).Verdict != Verdict.Passed).Select(one => one.Id), Is.Empty);
        Assert.That(File.ReadAllText(Path.Combine(Root(), "src/DocFlow.Signing/ATTACKS.md")), Is.EqualTo(fresh),
            "The table is stale: run this test with DOCFLOW_REDRAW=1 and read the diff.");
    }

    [Test]
    public void What_MuPDF_signs_is_an_allowed_change_by_a_digest_too_weak_to_pass()
    {
        using var witnesses = new Witnesses();

        var report = PdfVerifierTests.Verify(OtherPrograms.SignedByMupdf(witnesses));

        Assert.That((report.Verdict, report.Signatures[0].Changes), Is.EqualTo((Verdict.Undetermined, ChangeState.Allowed)));
        Assert.That(report.Signatures[1].SubIndication, Is.EqualTo(SubIndication.CryptoConstraintsFailure));
    }

    private static IEnumerable<Attack> Twins() => EvilTwins.Of(IssuedLetter.Complete).Select(twin =>
        new Attack("Twins of a letter that DocFlow issued", twin.Name, twin.Name.Replace('-', ' ') + ".", twin.Bytes));

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DocFlow.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("DocFlow.sln is not above the tests.");
    }
}

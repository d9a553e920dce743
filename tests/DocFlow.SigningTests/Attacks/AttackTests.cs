using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Attacks;

public sealed class AttackTests
{
    [Test]
    public void No_forged_file_passes_and_none_is_called_fine()
    {
        var accepted = Catalogue.All.Select(attack => (attack, Report: PdfVerifierTests.Verify(attack.Bytes)))
            .Where(one => one.Report.Verdict is not (Verdict.Failed or Verdict.Undetermined or Verdict.Unreadable))
            .Select(one => $"{one.attack.Class}: {one.attack.Id}: {one.Report.Verdict}");

        Assert.That(accepted, Is.Empty);
        Assert.That(Catalogue.All, Has.Count.GreaterThan(250));
    }

    [Test]
    public void Each_has_a_name_of_its_own() =>
        Assert.That(Catalogue.All.Select(attack => (attack.Class, attack.Id)), Is.Unique);

    [Test]
    public void No_honest_file_raises_an_alarm()
    {
        var alarms = Catalogue.Valid.Select(file => (file, Report: PdfVerifierTests.Verify(file.Bytes)))
            .Where(one => one.Report.Verdict != Verdict.Passed)
            .Select(one => $"{one.file.Id}: {VerificationText.Plain(one.Report)}");

        Assert.That(alarms, Is.Empty);
        Assert.That(Catalogue.Valid, Has.Count.GreaterThan(30));
    }

    [Test]
    public void What_they_are_made_of_passes_untouched()
    {
        byte[][] good =
            [.. Enumerable.Range(1, 3).Select(level => HandSigned.Certified(level)), HandSigned.Fill(HandSigned.Certified(), "1")];

        Assert.That(good.Select(pdf => PdfVerifierTests.Verify(pdf).Verdict), Is.All.EqualTo(Verdict.Passed));
    }
}

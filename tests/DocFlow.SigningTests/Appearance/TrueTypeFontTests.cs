using DocFlow.Signing.Appearance;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Appearance;

public sealed class TrueTypeFontTests
{
    private const string Vietnamese =
        "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ0123456789/-.,:;()“”‘’–…&%";

    [Test]
    public void Every_face_has_every_vietnamese_letter()
    {
        TrueTypeFont[] faces = [TrueTypeFont.Regular, TrueTypeFont.Italic, TrueTypeFont.Bold, TrueTypeFont.BoldItalic];

        var missing = faces.Select(face => face.Missing(Vietnamese + Vietnamese.ToUpperInvariant()));

        Assert.That(missing, Is.All.Null);
        Assert.That(faces.Select(face => face.Name).Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public void The_widths_are_those_of_times()
    {
        // Adobe's metrics: Times-Roman A 722, a 444, m 778; Times-Bold A 722, a 500, m 833
        var widths = new[] { TrueTypeFont.Regular, TrueTypeFont.Bold }
            .Select(face => new[] { "A", "a", "m" }.Select(letter => Math.Round(face.Width(letter, 1000))));

        Assert.That(widths, Is.EqualTo(new[] { new[] { 722.0, 444, 778 }, [722.0, 500, 833] }));
    }

    [TestCase("漢")]
    [TestCase("😀")]
    [TestCase("א")]
    [TestCase("\u202e")]
    public void What_cannot_be_drawn_from_left_to_right_is_missing(string letter)
    {
        Assert.That(TrueTypeFont.Regular.Missing($"Việt {letter}"), Is.EqualTo(letter));
    }
}

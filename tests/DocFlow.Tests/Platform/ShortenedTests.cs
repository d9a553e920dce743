using DocFlow.Platform;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class ShortenedTests
{
    private const string Letters = "ab\U0001F600cd";

    [TestCase(2, "ab")]
    [TestCase(3, "ab")]
    [TestCase(4, "ab\U0001F600")]
    [TestCase(6, Letters)]
    public void A_text_is_never_cut_through_a_letter(int most, string left) => Assert.That(Shortened.Of(Letters, most), Is.EqualTo(left));

    [TestCase(4, "ab…")]
    [TestCase(5, "ab\U0001F600…")]
    [TestCase(6, Letters)]
    public void What_is_left_out_shows_as_an_ellipsis_within_the_length(int most, string left) =>
        Assert.That(Shortened.WithDots(Letters, most), Is.EqualTo(left));
}

using DocFlow.Host.Hosting;
using NUnit.Framework;

namespace DocFlow.Tests.Host;

[Platform("Linux")]
[NonParallelizable]
public sealed class ImagePagesTests
{
    [Test]
    public void Pages_of_libraries_are_let_go_of_and_come_back_where_they_are_needed()
    {
        var images = new ImagePages();
        images.Look();
        var before = OfFiles();

        images.LetGo();

        Assert.That(OfFiles(), Is.LessThan(before * 3 / 4));
        Assert.That(typeof(ImagePages).Assembly.GetTypes(), Is.Not.Empty);
    }

    [Test]
    public void What_was_not_there_at_the_look_before_may_still_be_loading_and_stays()
    {
        var images = new ImagePages();
        var before = OfFiles();

        images.LetGo();

        Assert.That(OfFiles(), Is.GreaterThan(before * 9 / 10));
    }

    [Test]
    public void A_kernel_that_does_not_tell_stops_no_server()
    {
        var images = new ImagePages(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

        images.Look();

        Assert.That(images.LetGo, Throws.Nothing);
    }

    private static int OfFiles() => int.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith("RssFile:", StringComparison.Ordinal)).Split(' ')[^2],
        System.Globalization.CultureInfo.InvariantCulture);
}

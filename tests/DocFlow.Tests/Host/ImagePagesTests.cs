using DocFlow.Host.Hosting;
using NUnit.Framework;

namespace DocFlow.Tests.Host;

public sealed class ImagePagesTests
{
    [Test]
    [Platform("Linux")]
    public void Pages_of_libraries_are_let_go_of_and_come_back_where_they_are_needed()
    {
        var before = OfFiles();

        ImagePages.LetGo();

        Assert.That(OfFiles(), Is.LessThan(before * 3 / 4));
        Assert.That(typeof(ImagePages).Assembly.GetTypes(), Is.Not.Empty);
    }

    private static int OfFiles() => int.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith("RssFile:", StringComparison.Ordinal)).Split(' ')[^2],
        System.Globalization.CultureInfo.InvariantCulture);
}

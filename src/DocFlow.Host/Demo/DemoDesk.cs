using System.Globalization;
using System.Text.Json;
using DocFlow.Host.Agency;

namespace DocFlow.Host.Demo;

/// <summary>
/// The papers on the demonstration's desk, kept in its folder until they are through: a run on the same folder first finishes what an
/// earlier one left half way.
/// </summary>
public static class DemoDesk
{
    private sealed record Kept(Paper Paper);

    /// <summary>The papers left half way, or else new ones.</summary>
    public static IReadOnlyList<Paper> Papers(DemoWish wish, DateOnly today)
    {
        var desk = Directory.CreateDirectory(Path.Combine(wish.Folder, "desk"));
        var left = desk.EnumerateFiles("*.json").OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => JsonSerializer.Deserialize<Kept>(File.ReadAllBytes(file.FullName))!.Paper).ToList();
        if (left.Count > 0)
            return left;

        var last = LastNumber(desk);
        var papers = Enumerable.Range(last + 1, wish.Copies).Select(number => Make(wish, number, today)).ToList();
        foreach (var paper in papers)
            AgencyStore.Write(FileOf(wish, paper), JsonSerializer.SerializeToUtf8Bytes(new Kept(paper)));
        AgencyStore.Write(Path.Combine(desk.FullName, "last"), System.Text.Encoding.ASCII.GetBytes($"{last + wish.Copies}"));
        return papers;
    }

    /// <summary>A paper that is through leaves the desk.</summary>
    public static void Done(DemoWish wish, Paper paper) => File.Delete(FileOf(wish, paper));

    private static Paper Make(DemoWish wish, int number, DateOnly today) => wish.Draft is { } draft
        ? DemoPapers.Around($"demo-{number}", number, today, draft)
        : DemoPapers.BuiltIn($"demo-{number}", number, today);

    private static int LastNumber(DirectoryInfo desk)
    {
        var file = Path.Combine(desk.FullName, "last");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : 0;
    }

    private static string FileOf(DemoWish wish, Paper paper) => Path.Combine(wish.Folder, "desk", $"{paper.Key}.json");
}

using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>
/// GET /directory.json?text=…: agencies by words of their name or by code, old or in force, without diacritics and case; a page at a time.
/// </summary>
public sealed class SearchDirectory(Database database)
{
    /// <summary>What is sought.</summary>
    /// <param name="Text">Words and codes that must all stand there; nothing: everyone.</param>
    /// <param name="All">Those that are not active any more, too.</param>
    /// <param name="Page">Which page, from 1.</param>
    /// <param name="Length">Entries of a page, 1 to 100.</param>
    public sealed record Query(string? Text = null, bool All = false, int Page = 1, int Length = 20);

    /// <summary>A page of what was found, and how many there are.</summary>
    public sealed record Answer(IReadOnlyList<DirectoryEntry> Entries, int Total);

    private sealed record ReadIndex(long Revision, DirectoryIndex Index);

    private ReadIndex? _read;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/directory.json", async (
        SearchDirectory search, CancellationToken stop, string? text = null, int page = 1, int length = 20) =>
        Results.Json(await search.Handle(new Query(text, Page: page, Length: length), stop), MessageJson.Options));

    /// <summary>Searches.</summary>
    public Task<Answer> Handle(Query query, CancellationToken stop) => database.Read(async session =>
    {
        var length = Math.Clamp(query.Length, 1, 100);
        var index = await IndexAsItIs(session);
        var offset = (Math.Clamp(query.Page, 1, 1_000_000) - 1) * length;
        var (keys, total) = index.Search(query.Text ?? "", !query.All, offset, length);
        return new Answer(await Entries(session, keys), total);
    }, stop);

    // whoever changes the directory gives it another number: what other processes wrote is seen, too
    private async Task<DirectoryIndex> IndexAsItIs(ReadSession session)
    {
        var revision = await session.Find<long>(RevisionOf, new { Name = Revision });
        if (_read is { } read && read.Revision == revision)
            return read.Index;
        var index = await DirectoryIndex.Read(session);
        _read = new ReadIndex(revision, index);
        return index;
    }

    private static async Task<IReadOnlyList<DirectoryEntry>> Entries(ReadSession session, IReadOnlyList<string> keys)
    {
        if (keys.Count == 0)
            return [];
        var (names, values) = DirectoryRows.Parameters(keys);
        var rows = await session.List<DirectoryEntry>($"{ByKeys} ({names})", values);
        var found = rows.ToDictionary(row => DirectoryEntry.KeyOf(row.Code));
        return [.. keys.Where(found.ContainsKey).Select(key => found[key])];
    }

    /// <summary>The counter that every change of the directory advances.</summary>
    internal const string Revision = "directory-revision";

    private const string RevisionOf = """
        select value
        from platform_counter
        where name = @Name
        """;

    private const string ByKeys = $"""
        select {DirectoryEntry.Columns}
        from identity_directory
        where code_key in
        """;
}

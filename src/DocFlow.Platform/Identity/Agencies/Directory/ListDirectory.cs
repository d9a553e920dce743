using DocFlow.Platform.Data;

namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>The whole directory, page after page: a country's list is never held in memory.</summary>
public sealed class ListDirectory(Database database)
{
    private const int PageLength = 2_000;

    /// <summary>The active agencies, by code.</summary>
    public async IAsyncEnumerable<DirectoryEntry> Handle(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
    {
        var after = "";
        while (true)
        {
            var asked = new { After = after, Yes = true, Offset = 0, Limit = PageLength };
            var page = await database.Glance(session => session.List<DirectoryEntry>(Next, asked), stop);
            foreach (var entry in page)
                yield return entry;
            if (page.Count < PageLength)
                yield break;
            after = DirectoryEntry.KeyOf(page[^1].Code);
        }
    }

    private const string Next = $$"""
        select {{DirectoryEntry.Columns}}
        from identity_directory
        where code_key > @After and active = @Yes
        order by code_key
        {page}
        """;
}

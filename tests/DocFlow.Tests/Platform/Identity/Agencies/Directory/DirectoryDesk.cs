using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Tests.Platform.Identity.Agencies.Directory;

/// <summary>An installation whose directory is being written.</summary>
public sealed class DirectoryDesk : IDisposable
{
    private readonly SearchDirectory _search;

    public DirectoryDesk() => _search = new SearchDirectory(Office.Database);

    public TestInstallation Office { get; } = new();

    public Task<Outcome<SetEntry.Answer>> Set(
        string code, string name, string? old = null, string? parent = null, bool active = true) =>
        Office.Database.Write(session =>
            SetEntry.Handle(new SetEntry.Command(code, old, name, parent, Mail: null, active), session, By.Console));

    public Task<DirectoryEntry?> Find(string code) => Office.Database.Read(session => DirectoryEntry.Find(session, code));

    /// <summary>The codes found, in their order.</summary>
    public async Task<IReadOnlyList<string>> Search(string text, bool all = false, int page = 1, int length = 20)
    {
        var answer = await _search.Handle(new SearchDirectory.Query(text, all, page, length), CancellationToken.None);
        return [.. answer.Entries.Select(entry => entry.Code)];
    }

    public void Dispose() => Office.Dispose();
}

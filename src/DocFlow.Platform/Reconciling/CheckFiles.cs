using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;

namespace DocFlow.Platform.Reconciling;

/// <summary>
/// Files that no row names, rows whose file is missing, and, where asked, files that no longer hold the bytes of their name. A file without
/// an owner is what a crash between storing and committing leaves; it is told, never deleted here.
/// </summary>
internal sealed class CheckFiles(Database database, IReadOnlyList<Room> rooms, StoredFiles content)
{
    // longer than any upload, seal or packet may take from storing its file to committing its row
    private static readonly TimeSpan UploadLasts = TimeSpan.FromHours(2);

    public async Task<IReadOnlyList<Finding>> Find(Look look, bool hash, CancellationToken stop)
    {
        var found = new List<Finding>();
        foreach (var part in FilePart.All)
        {
            // rows first: what is stored while we look then counts as young, not as missing
            var owned = await database.Read(session => FileOwners.Of(rooms, session, part), stop);
            var stored = content.Of(part.From[0]).ToList();
            var names = stored.Select(file => file.Sha256).ToHashSet();
            found.AddRange(owned.Values.Where(file => !names.Contains(file.Sha256) && !content.Has(file.Sha256)).Select(Missing));
            var old = stored.Where(file => file.WrittenAt < look.Now - UploadLasts);
            found.AddRange(old.Where(file => !owned.ContainsKey(file.Sha256)).Select(Unowned));
            if (hash)
                found.AddRange(await Changed(stored, owned, stop));
        }

        return found;
    }

    private async Task<IReadOnlyList<Finding>> Changed(
        IReadOnlyList<StoredAt> stored, Dictionary<string, OwnedFile> owned, CancellationToken stop)
    {
        var found = new List<Finding>();
        foreach (var file in stored)
        {
            if (!await content.IsWhole(file.Sha256, stop))
                found.Add(new("file.changed", owned.GetValueOrDefault(file.Sha256)?.Subject, file.WrittenAt,
                    $"Tệp {file.Sha256} không còn giữ đúng nội dung của tên nó; hãy khôi phục từ bản sao lưu.",
                    $"File {file.Sha256} no longer holds the bytes of its name; restore it from a backup."));
        }

        return found;
    }

    private static Finding Missing(OwnedFile file) => new("file.missing", file.Subject, file.Since,
        $"Kho nội dung không có tệp {file.Sha256} mà hồ sơ cần đến; hãy khôi phục từ bản sao lưu.",
        $"The content store lacks file {file.Sha256} that a row names; restore it from a backup.");

    private static Finding Unowned(StoredAt file) => new("file.unowned", null, file.WrittenAt,
        $"Không hồ sơ nào dùng tệp {file.Sha256}: phần còn lại của một việc bị ngắt giữa chừng.",
        $"No row names file {file.Sha256}: it is left of work that was interrupted.");
}

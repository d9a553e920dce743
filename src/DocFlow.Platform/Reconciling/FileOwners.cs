using DocFlow.Platform.Data;

namespace DocFlow.Platform.Reconciling;

/// <summary>Whose each file of the content store is, by what all rooms and the platform say.</summary>
internal static class FileOwners
{
    /// <summary>The owners of a part of the store, by name of the file.</summary>
    public static async Task<Dictionary<string, OwnedFile>> Of(IEnumerable<Room> rooms, ReadSession session, FilePart part)
    {
        var owned = new Dictionary<string, OwnedFile>();
        foreach (var file in await session.List<OwnedFile>(Images, part))
            owned.TryAdd(file.Sha256, file);
        foreach (var files in rooms.Select(room => room.Files))
        {
            foreach (var file in await files(session, part))
                owned.TryAdd(file.Sha256, file);
        }

        return owned;
    }

    private const string Images = """
        select image_sha256 as sha256, id as subject, enrolled_at as since
        from signing_key
        where image_sha256 >= @From and image_sha256 < @To
        """;
}

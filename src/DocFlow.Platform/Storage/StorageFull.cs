using System.Diagnostics.CodeAnalysis;

namespace DocFlow.Platform.Storage;

/// <summary>
/// There is no room for a file. Nothing of it was stored and nothing was recorded; reaches people as <see cref="Refusal"/>, and whoever
/// can wait awaits <see cref="Over"/> and tries again.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It says what is the matter, as the other exceptions of the house do.")]
public sealed class StorageFull(IOException because) : Exception("The disk of the content store is full: " + because.Message, because)
{
    private const int NoSpace = 28; // ENOSPC
    private const int OverQuota = 122; // EDQUOT
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>What people are told.</summary>
    public static Refusal Refusal { get; } = Refusal.Full("storage.full",
        "Kho lưu tệp đã đầy nên chưa có gì được lưu. Hãy báo quản trị viên giải phóng dung lượng, rồi gửi lại: "
            + "cùng một yêu cầu gửi lại không bao giờ được ghi hai lần.",
        "The store of files is full, so nothing was stored. Tell an administrator to make room, then send it again: "
            + "the same request is never recorded twice.");

    /// <summary>Does what writes files; a disk that has no room for them is told as such.</summary>
    public static async Task<T> Told<T>(Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (IOException full) when (Is(full))
        {
            throw new StorageFull(full);
        }
    }

    /// <summary>Whether this says that there is no room, on whichever disk: a folder that could not be made says the same.</summary>
    public static bool Is(Exception fault) => fault is StorageFull or IOException { HResult: NoSpace or OverQuota or WindowsDiskFull };

    /// <summary>A while later there may be room.</summary>
    public static Task Over(CancellationToken stop) => Task.Delay(Pause * (0.5 + Random.Shared.NextDouble()), stop);
}

using DocFlow.Platform.Data;

namespace DocFlow.Platform.Storage;

/// <summary>The marks of files that are to be destroyed.</summary>
public static class Condemning
{
    /// <summary>What whoever asks for a destroyed file is told.</summary>
    public static Refusal Gone { get; } = Refusal.Gone("file.destroyed",
        "Tệp này đã bị hủy theo quyết định được ghi trong nhật ký; chỉ còn giữ lại mã băm và thông tin đăng ký.",
        "This file was destroyed by an act that the trail records; only its hash and its registration are kept.");

    /// <summary>
    /// Condemns a file in the transaction of the act that lets go of it, or of a room's that heard of the act:
    /// <see cref="CondemnedFiles"/> destroys it once nobody names it; a state secret without another minute's wait.
    /// </summary>
    public static async Task Condemn(this Session session, string sha256, Guid subject, bool isSecret = false)
    {
        var file = new { Hash = sha256, Subject = subject, session.Now, IsSecret = isSecret, Yes = true };
        if (await session.Execute(Again, file) == 0)
            await session.Execute(Add, file);
    }

    /// <summary>Whether an act condemned it, lately or long ago: one that is gone otherwise was lost.</summary>
    public static async Task<bool> WasCondemned(this ReadSession session, string sha256) =>
        await session.One<long>(Known, new { Hash = sha256 }) > 0;

    private const string Known = """
        select count(*)
        from platform_condemned
        where hash = @Hash
        """;

    private const string Again = """
        update platform_condemned
        set condemned_at = @Now, due_at = @Now, destroyed_at = null, secret = case when secret = @Yes then secret else @IsSecret end
        where hash = @Hash
        """;

    private const string Add = """
        insert into platform_condemned (hash, subject, condemned_at, due_at, secret)
        values (@Hash, @Subject, @Now, @Now, @IsSecret)
        """;
}

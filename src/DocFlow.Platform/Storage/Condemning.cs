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
    /// What whoever brought the same bytes while they were destroyed is told: they are not here any more, and may come again.
    /// </summary>
    public static Refusal Vanished { get; } = Refusal.Unavailable("file.vanished",
        "Một tệp có cùng nội dung vừa bị hủy theo quyết định trong lúc tiếp nhận; hãy gửi lại.",
        "A file of the same content was destroyed by an act while this one was taken in; send it again.");

    /// <summary>
    /// For the transaction whose row is the first to name a file that was put before it, however long ago: whether the store has it, also
    /// where an act condemned the same bytes meanwhile. From now on <see cref="CondemnedFiles"/> sees that row before it destroys them.
    /// </summary>
    public static bool Keeps(this ContentStore content, string sha256) => content.Has(sha256) || content.Aside.PutBack(sha256);

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

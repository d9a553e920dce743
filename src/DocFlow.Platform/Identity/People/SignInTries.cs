using DocFlow.Platform.Data;

namespace DocFlow.Platform.Identity.People;

/// <summary>
/// Counts tries at a name before the password is looked at, whether or not the name has an account: so neither guessing in parallel nor the
/// lock itself tells anything.
/// </summary>
internal static class SignInTries
{
    public const int Allowed = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(5);

    private sealed record TryRow
    {
        public required int Tries { get; init; }

        public required DateTimeOffset LastAt { get; init; }

        public DateTimeOffset? LockedUntil { get; init; }
    }

    /// <summary>Counts one try, or refuses it while the name is locked. Its outcome is kept also when the try then fails.</summary>
    public static async Task<Outcome<bool>> Count(Session session, string userName)
    {
        var name = Account.Fold(userName);
        var row = await session.Find<TryRow>(Load, new { Name = name });
        if (row?.LockedUntil > session.Now)
            return Refusal.Locked("sign-in.locked",
                $"Đã thử sai quá nhiều lần; hãy đợi {LockedFor.TotalMinutes} phút rồi thử lại, hoặc nhờ quản trị viên cấp lại mật khẩu.",
                $"Too many wrong tries; wait {LockedFor.TotalMinutes} minutes and try again, or ask an administrator for a new password.");

        var tries = row is null || row.LastAt + LockedFor < session.Now ? 1 : row.Tries + 1;
        var now = new
        {
            Name = name,
            Tries = tries,
            session.Now,
            Until = tries >= Allowed ? session.Now + LockedFor : (DateTimeOffset?)null,
            Old = session.Now - TimeSpan.FromDays(1),
        };
        if (row is null)
            await session.Execute(Forget, now);
        await session.Execute(row is null ? Add : Update, now);
        return true;
    }

    /// <summary>The right password: the count starts again.</summary>
    public static Task Reset(Session session, string userName) => session.Execute(Delete, new { Name = Account.Fold(userName) });

    private const string Load = """
        select tries, last_at, locked_until
        from identity_sign_in_try
        where user_name = @Name
        """;

    private const string Add = """
        insert into identity_sign_in_try (user_name, tries, last_at, locked_until)
        values (@Name, @Tries, @Now, @Until)
        """;

    private const string Update = """
        update identity_sign_in_try
        set tries = @Tries, last_at = @Now, locked_until = @Until
        where user_name = @Name
        """;

    private const string Delete = """
        delete from identity_sign_in_try
        where user_name = @Name
        """;

    // names that nobody has tried for a day: guessing many names must not fill the table
    private const string Forget = """
        delete from identity_sign_in_try
        where last_at < @Old
        """;
}

using DocFlow.Platform.Data;

namespace DocFlow.Platform.Identity.People;

/// <summary>A person's account as kept: the password's hash never leaves this folder.</summary>
internal sealed record Account
{
    public required Guid Id { get; init; }

    public required string UserName { get; init; }

    public required string FullName { get; init; }

    public required string PasswordHash { get; init; }

    public required bool MustChange { get; init; }

    public required bool MaySeal { get; init; }

    public required bool Active { get; init; }

    /// <summary>The partner agency whose person this is, if any.</summary>
    public string? PartnerCode { get; init; }

    /// <summary>Changes with the password: cookies of before stop working.</summary>
    public required Guid SessionStamp { get; init; }

    /// <summary>User names are compared without case and outer spaces.</summary>
    public static string Fold(string userName) => userName.Trim().ToLowerInvariant();

    public static Task<Account?> Find(ReadSession session, Guid id) => session.Find<Account>(ById, new { Id = id });

    public static Task<Account?> Find(ReadSession session, string userName) =>
        session.Find<Account>(ByName, new { UserName = Fold(userName) });

    /// <summary>Sets another password; sessions of before end.</summary>
    public static Task SetPassword(Session session, Guid id, string hash, bool mustChange) =>
        session.Execute(Set, new { Id = id, Hash = hash, MustChange = mustChange, Stamp = Guid.CreateVersion7(session.Now) });

    public static Refusal Unknown { get; } = Refusal.NotFound("user.unknown",
        "Không có người dùng này hoặc người đó đã thôi việc; hãy chọn lại.",
        "There is no such person, or they have left; choose again.");

    private const string Columns = "id, user_name, full_name, password_hash, must_change, may_seal, active, session_stamp, partner_code";

    private const string ById = $"""
        select {Columns}
        from identity_user
        where id = @Id
        """;

    private const string ByName = $"""
        select {Columns}
        from identity_user
        where user_name = @UserName
        """;

    private const string Set = """
        update identity_user
        set password_hash = @Hash, must_change = @MustChange, session_stamp = @Stamp
        where id = @Id
        """;
}

using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.People;

/// <summary>
/// POST /administration/users/{id}: an administrator changes a person's name, posts or rights, or closes the account; it takes effect at
/// once.
/// </summary>
public static class ChangeUser
{
    /// <summary>The person as they are to be.</summary>
    public sealed record Command(string FullName, bool MaySeal, bool Active, IReadOnlyList<NewPost> Posts);

    /// <summary>The person changed.</summary>
    public sealed record Answer(Guid UserId);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/users/{id:guid}", async (
        Guid id, Command command, RequestKey key, Actor actor, Once once, Language language) =>
        (await once.Run(key, command, session => Handle(id, command, session, By.Person(actor)))).ToResult(language));

    /// <summary>Changes them.</summary>
    public static async Task<Outcome<Answer>> Handle(Guid id, Command command, Session session, (string Id, string Name) by)
    {
        if (command.FullName?.Trim() is not { Length: > 0 and <= 200 } name || command.Posts is null)
            return Refusal.Invalid("user.no-name",
                "Cần họ tên (tối đa 200 ký tự).",
                "A full name of at most 200 characters is needed.");
        if (await Account.Find(session, id) is { PartnerCode: not null } && (command.Posts.Count > 0 || command.MaySeal))
            return Refusal.Conflict("user.of-partner",
                "Đây là tài khoản của cơ quan trao đổi văn bản, không thể giữ vị trí hoặc con dấu ở cơ quan này.",
                "This account is a partner agency's: it can hold no post and no seal here.");
        if (await session.Execute(Change, new { Id = id, FullName = name, command.MaySeal, command.Active }) == 0)
            return Account.Unknown;
        if (await NewPost.Fill(session, id, command.Posts) is { } refused)
            return refused;
        if (await session.One<long>(Administrators, new { Role = nameof(Role.Administrator), Active = true }) == 0)
            return Refusal.Conflict("user.last-administrator",
                "Đây là quản trị viên cuối cùng; hãy giao quyền quản trị cho người khác trước.",
                "This is the last administrator; make somebody else one first.");

        await session.Record(id, "user-changed", by, command);
        return new Answer(id);
    }

    private const string Change = """
        update identity_user
        set full_name = @FullName, may_seal = @MaySeal, active = @Active
        where id = @Id
        """;

    private const string Administrators = """
        select count(*)
        from identity_user person
        join identity_post post on post.user_id = person.id
        where post.role = @Role and person.active = @Active
        """;
}

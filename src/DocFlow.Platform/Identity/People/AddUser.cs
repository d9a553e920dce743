using System.Text.RegularExpressions;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.People;

/// <summary>POST /administration/users: an administrator enrols a person, who gets a one-time password, told once.</summary>
public static partial class AddUser
{
    /// <summary>The person and their posts.</summary>
    public sealed record Command(string UserName, string FullName, bool MaySeal, IReadOnlyList<NewPost> Posts)
    {
        /// <summary>The partner agency whose person this is: such a one holds no post here, and sees that agency's mailbox only.</summary>
        public string? PartnerCode { get; init; }
    }

    /// <summary>The person enrolled.</summary>
    /// <param name="UserId">Their id.</param>
    /// <param name="OneTimePassword">Told in the first answer only; a repeated request does not tell it again.</param>
    public sealed record Answer(Guid UserId, string? OneTimePassword);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/users", async (
        Command command, RequestKey key, Actor actor, Once once, Language language) =>
        (await Handle(command, key, actor, once)).ToResult(language));

    /// <summary>An administrator's request.</summary>
    public static async Task<Outcome<Answer>> Handle(Command command, RequestKey key, Actor actor, Once once)
    {
        var password = OneTimePassword.Make();
        string? told = null;
        var outcome = await once.Run(key, command, async session =>
        {
            session.AfterCommit(() => told = password.Text);
            return await Handle(command, password, session, By.Person(actor));
        });
        return outcome.Then(answer => answer with { OneTimePassword = told });
    }

    /// <summary>Enrols them; the answer, which may be kept, does not hold the password.</summary>
    public static async Task<Outcome<Answer>> Handle(
        Command command, OneTimePassword password, Session session, (string Id, string Name) by)
    {
        if (Refuse(command) is { } invalid)
            return invalid;
        if (await Account.Find(session, command.UserName) is not null)
            return Refusal.Conflict("user.exists",
                $"Tên đăng nhập {command.UserName} đã có người dùng; hãy chọn tên khác.",
                $"The user name {command.UserName} is taken; choose another.");

        if (command.PartnerCode is { } partner && await Partner.OfCode(session, partner) is null)
            return ChangePartner.Unknown;

        var id = Guid.CreateVersion7(session.Now);
        await session.Execute(Add, new
        {
            Id = id,
            UserName = Account.Fold(command.UserName),
            FullName = command.FullName.Trim(),
            password.Hash,
            command.MaySeal,
            Yes = true,
            Stamp = Guid.CreateVersion7(session.Now),
            command.PartnerCode,
        });
        if (await NewPost.Fill(session, id, command.Posts) is { } refused)
            return refused;
        await session.Record(id, "user-enrolled", by, command);
        return new Answer(id, OneTimePassword: null);
    }

    private static Refusal? Refuse(Command command) =>
        UserNamePattern().IsMatch(command.UserName ?? "") && command.FullName?.Trim() is { Length: > 0 and <= 200 }
            && command.Posts is not null && (command.PartnerCode is null || (command.Posts.Count == 0 && !command.MaySeal))
            ? null
            : Refusal.Invalid("user.incomplete",
                "Cần tên đăng nhập (chữ cái không dấu, chữ số, dấu chấm, gạch; 2 đến 50 ký tự) và họ tên.",
                "A user name (letters without marks, digits, dot, dash; 2 to 50 characters) and a full name are needed.");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{1,49}\z")]
    private static partial Regex UserNamePattern();

    private const string Add = """
        insert into identity_user (id, user_name, full_name, password_hash, must_change, may_seal, active, session_stamp, partner_code)
        values (@Id, @UserName, @FullName, @Hash, @Yes, @MaySeal, @Yes, @Stamp, @PartnerCode)
        """;
}

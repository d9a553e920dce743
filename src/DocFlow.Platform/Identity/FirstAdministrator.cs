using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;

namespace DocFlow.Platform.Identity;

/// <summary>
/// An installation without people gets one: an administrator whose one-time password is told once, at the console of the first start.
/// </summary>
public static class FirstAdministrator
{
    /// <summary>The user's name.</summary>
    public const string UserName = "admin";

    /// <summary>Adds them where there is nobody yet; their one-time password, or null where there is somebody.</summary>
    public static async Task<string?> Enrol(Database database, CancellationToken stop = default)
    {
        if (await database.Read(session => session.One<long>(People), stop) > 0)
            return null;

        var password = OneTimePassword.Make();
        try
        {
            return await database.Write(async session => await Add(session, password) ? password.Text : null, stop);
        }
        catch (DatabaseAway away)
        {
            // the answer to the commit may be all that was lost: then nobody else will ever tell this password
            await away.Over(stop);
            if (await database.Read(session => session.One<long>(Enrolled, new { password.Hash }), stop) > 0)
                return password.Text;
            throw;
        }
    }

    private static async Task<bool> Add(Session session, OneTimePassword password)
    {
        if (await session.One<long>(People) > 0)
            return false;
        var unit = await AddUnit.Handle(new AddUnit.Command("Quản trị hệ thống", "QTHT", ParentId: null), session, By.System);
        if (unit.Refusal is not null)
            return false; // another process enrolled them just now
        var post = new NewPost(unit.Answer.UnitId, Role.Administrator, "Quản trị viên");
        var command = new AddUser.Command(UserName, "Quản trị viên", MaySeal: false, [post]);
        var user = await AddUser.Handle(command, password, session, By.System);
        return user.Answer.UserId != Guid.Empty;
    }

    private const string Enrolled = """
        select count(*)
        from identity_user
        where password_hash = @Hash
        """;

    private const string People = """
        select count(*)
        from identity_user
        """;
}

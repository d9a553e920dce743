using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;

namespace DocFlow.Tests.Intake;

/// <summary>Who is there before a clerk starts to work: a unit, an agency to write to, and the clerk.</summary>
internal static class Enrolled
{
    /// <summary>The clerk's one-time password.</summary>
    public static Task<string> Clerk(Database database, string userName) => database.Write(async session =>
    {
        var unit = await AddUnit.Handle(new("Văn phòng", "VP", null), session, By.System);
        await AddPartner.Handle(new("H37.02", "UBND huyện Bình Gia", null), "protected", session, By.System);
        var password = OneTimePassword.Make();
        var post = new NewPost(unit.Answer.UnitId, Role.Clerk, "");
        await AddUser.Handle(new(userName, "Nguyễn Thị Lan", MaySeal: false, [post]), password, session, By.System);
        return password.Text;
    });
}

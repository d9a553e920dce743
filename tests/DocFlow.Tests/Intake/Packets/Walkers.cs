using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;

namespace DocFlow.Tests.Intake.Packets;

/// <summary>The people through whose hands a document goes; they act by themselves and never sign in.</summary>
internal sealed record Walkers(Guid Unit, Actor Clerk, Actor Leader, Actor Head)
{
    public static async Task<Walkers> Enrol(Database database)
    {
        var unit = (await database.Write(session => AddUnit.Handle(new("Vụ Tổng hợp", "TH", null), session, By.System))).Answer.UnitId;
        return new(
            unit,
            await Person("tiepnhan", Role.Clerk),
            await Person("lanhdao", Role.Leader),
            await Person("truong", Role.UnitHead));

        async Task<Actor> Person(string userName, Role role)
        {
            var command = new AddUser.Command(userName, "Lê Văn Trưởng", MaySeal: false, [new NewPost(unit, role, "")]);
            var added = await database.Write(session => AddUser.Handle(command, new OneTimePassword("none", "none"), session, By.System));
            return (await database.Read(session => DocFlow.Platform.Identity.People.Person.Find(session, added.Answer.UserId)))!;
        }
    }
}

using System.CommandLine;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.People;

namespace DocFlow.Host.Commands;

/// <summary><c>docflow user add</c>: enrols a person from the machine's own console and prints their one-time password.</summary>
public static class UserCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "user name" };
    private static readonly Option<string> FullName = new("--full-name") { Description = "full name", Required = true };
    private static readonly Option<string> Unit = new("--unit") { Description = "name or notation of a unit", Required = true };
    private static readonly Option<Role> Held = new("--role") { Description = "role in that unit", Required = true };
    private static readonly Option<string> Title = new("--title")
    {
        Description = "title as it stands above a signature", DefaultValueFactory = _ => "",
    };

    private static readonly Option<bool> MaySeal = new("--may-seal") { Description = "has the right to the agency's seal" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var add = new Command("add", "Enrol a person; their one-time password is printed once.")
        {
            Name, FullName, Unit, Held, Title, MaySeal, Office.Folder,
        };
        add.SetAction((parsed, stop) => Office.Run(parsed, office => Add(office, parsed), Say, stop));
        return new Command("user", "The people of the office.") { add };
    }

    private static async Task<Outcome<AddUser.Answer>> Add(Office office, ParseResult parsed)
    {
        var asked = parsed.GetValue(Unit)!;
        var units = await office.Database.Read(Platform.Identity.Agencies.Unit.All);
        var unit = units.FirstOrDefault(one => one.Name == asked || one.Notation == asked);
        if (unit is null)
            return Refusal.Invalid("unit.unknown", "Không có đơn vị này; hãy chọn lại.", "There is no such unit; choose again.");

        var password = OneTimePassword.Make();
        var post = new NewPost(unit.Id, parsed.GetValue(Held), parsed.GetValue(Title)!);
        var command = new AddUser.Command(parsed.GetValue(Name)!, parsed.GetValue(FullName)!, parsed.GetValue(MaySeal), [post]);
        var outcome = await office.Database.Write(session => AddUser.Handle(command, password, session, By.Console));
        return outcome.Then(answer => answer with { OneTimePassword = password.Text });
    }

    private static string Say(AddUser.Answer answer) => $"one-time password: {answer.OneTimePassword}";
}

using System.CommandLine;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.People;

namespace DocFlow.Host.Commands;

/// <summary>
/// <c>docflow agency-user add</c>: enrols a person of a partner agency that has no system of its own, and prints their one-time password.
/// </summary>
public static class AgencyUserCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "user name" };
    private static readonly Option<string> FullName = new("--full-name") { Description = "full name", Required = true };
    private static readonly Option<string> Agency = new("--agency") { Description = "code of an enrolled agency", Required = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var add = new Command("add", "Enrol a person who answers for that agency at /inbox; the one-time password is printed once.")
        {
            Name, FullName, Agency, Office.Folder,
        };
        add.SetAction((parsed, stop) => Office.Run(parsed, office => Add(office, parsed), Say, stop));
        return new Command("agency-user", "The people of partner agencies that have no system of their own.") { add };
    }

    private static async Task<Outcome<AddUser.Answer>> Add(Office office, ParseResult parsed)
    {
        var password = OneTimePassword.Make();
        var command = new AddUser.Command(parsed.GetValue(Name)!, parsed.GetValue(FullName)!, MaySeal: false, [])
        {
            PartnerCode = parsed.GetValue(Agency),
        };
        var outcome = await office.Database.Write(session => AddUser.Handle(command, password, session, By.Console));
        return outcome.Then(answer => answer with { OneTimePassword = password.Text });
    }

    private static string Say(AddUser.Answer answer) => $"one-time password: {answer.OneTimePassword}";
}

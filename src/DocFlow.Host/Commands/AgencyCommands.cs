using System.CommandLine;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Host.Commands;

/// <summary>
/// <c>docflow agency set</c>, <c>docflow unit add</c> and <c>code</c>, <c>docflow partner add</c>: enrolment from the machine's own
/// console.
/// </summary>
public static class AgencyCommands
{
    private static readonly Option<string> Code = new("--code") { Description = "agency code, such as G09.01", Required = true };
    private static readonly Option<string> Name = new("--name") { Description = "name", Required = true };
    private static readonly Option<string> Place = new("--place") { Description = "place before a date, such as Hà Nội", Required = true };
    private static readonly Option<string> Notation = new("--notation") { Description = "abbreviation in a notation", Required = true };
    private static readonly Option<string?> Superior = new("--superior") { Description = "agency above, as printed on letters" };
    private static readonly Option<string?> Parent = new("--parent") { Description = "name of the unit above" };
    private static readonly Option<string?> SystemId = new("--system") { Description = "name of its system (default: the code)" };

    /// <summary><c>docflow agency set</c>, <c>docflow agency inbox</c>.</summary>
    public static Command ForAgency()
    {
        var set = new Command("set", "Enter or correct what the agency is called.")
        {
            Code, Name, Place, Notation, Superior, Office.Folder,
        };
        set.SetAction((parsed, stop) => Office.Run(parsed, office => Set(office, parsed), answer => $"agency {answer.Code}", stop));
        return new Command("agency", "The agency of this installation; an agency's mailbox at a node.") { set, InboxCommand.Create() };
    }

    /// <summary><c>docflow unit add</c>, <c>docflow unit code</c>.</summary>
    public static Command ForUnits()
    {
        var add = new Command("add", "Add a unit.") { Name, Notation, Parent, Office.Folder };
        add.SetAction((parsed, stop) => Office.Run(parsed, office => Unit(office, parsed), answer => $"unit {answer.UnitId}", stop));
        var code = new Command("code", "Give a unit an agency code: letters to it stay in this house. An empty --code takes it away.")
        {
            Name, Code, Office.Folder,
        };
        code.SetAction((parsed, stop) => Office.Run(
            parsed, office => UnitCode(office, parsed), answer => $"unit {answer.UnitId}: {answer.Code ?? "no code"}", stop));
        return new Command("unit", "The units of the agency.") { add, code };
    }

    /// <summary><c>docflow partner add</c>.</summary>
    public static Command ForPartners()
    {
        var add = new Command("add", "Enrol an agency to exchange with; its secret is printed once.")
        {
            Code, Name, SystemId, Office.Folder,
        };
        add.SetAction((parsed, stop) => Office.Run(parsed, office => Partner(office, parsed), Say, stop));
        return new Command("partner", "Agencies that we exchange documents with.") { add };
    }

    private static string Say(AddPartner.Answer answer) => $"system id: {answer.SystemId}\nsecret: {answer.Secret}";

    private static Task<Outcome<SetAgency.Answer>> Set(Office office, ParseResult parsed)
    {
        var command = new SetAgency.Command(
            parsed.GetValue(Code)!, parsed.GetValue(Name)!, parsed.GetValue(Place)!, parsed.GetValue(Notation)!, parsed.GetValue(Superior));
        return office.Database.Write(session => SetAgency.Handle(command, session, By.Console));
    }

    private static async Task<Outcome<AddUnit.Answer>> Unit(Office office, ParseResult parsed)
    {
        var (units, above) = (await office.Database.Read(Platform.Identity.Agencies.Unit.All), parsed.GetValue(Parent));
        var parent = units.FirstOrDefault(unit => unit.Name == above)?.Id ?? (above is null ? null : Guid.Empty);
        var command = new AddUnit.Command(parsed.GetValue(Name)!, parsed.GetValue(Notation)!, parent);
        return await office.Database.Write(session => AddUnit.Handle(command, session, By.Console));
    }

    private static async Task<Outcome<SetUnitCode.Answer>> UnitCode(Office office, ParseResult parsed)
    {
        var units = await office.Database.Read(Platform.Identity.Agencies.Unit.All);
        var unit = units.FirstOrDefault(one => one.Name == parsed.GetValue(Name))?.Id ?? Guid.Empty;
        var command = new SetUnitCode.Command(parsed.GetValue(Code));
        return await office.Database.Write(session => SetUnitCode.Handle(unit, command, session, By.Console));
    }

    private static async Task<Outcome<AddPartner.Answer>> Partner(Office office, ParseResult parsed)
    {
        var secret = PartnerSecrets.Fresh();
        var kept = office.Get<PartnerSecrets>().Protect(secret);
        var command = new AddPartner.Command(parsed.GetValue(Code)!, parsed.GetValue(Name)!, parsed.GetValue(SystemId));
        var outcome = await office.Database.Write(session => AddPartner.Handle(command, kept, session, By.Console));
        return outcome.Then(answer => answer with { Secret = secret });
    }
}

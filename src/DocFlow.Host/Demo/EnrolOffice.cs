using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using DocFlow.Host.Agency;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Identity.People;
using DocFlow.Signing.Composing;

namespace DocFlow.Host.Demo;

/// <summary>
/// Enrols the demonstration's office over HTTP, as an administrator would: agency, units, people, keys, seal, recipients.
/// </summary>
public sealed class EnrolOffice(Func<OfficeClient> connect, string firstPassword)
{
    private readonly ConcurrentDictionary<string, Guid> _units = [];
    private readonly ConcurrentDictionary<string, EnrolledOffice.Member> _members = [];

    /// <summary>The agency whose office it becomes.</summary>
    public SetAgency.Command Us { get; init; } =
        new(DemoPeople.Code, DemoPeople.Agency, DemoPeople.Place, DemoPeople.Notation, DemoPeople.Superior);

    /// <summary>The agencies that collect from it what is issued.</summary>
    public IReadOnlyList<(string Code, string Name)> Recipients { get; init; } = DemoPeople.Recipients;

    /// <summary>Does it all; what was told once is in the answer.</summary>
    public async Task<EnrolledOffice> Run(CancellationToken stop)
    {
        using var administrator = connect();
        var password = await Enter(administrator, FirstAdministrator.UserName, firstPassword, stop);
        await Post<SetAgency.Answer>(administrator, "agency", Us, stop);
        foreach (var name in DemoPeople.All.Select(person => person.Unit).Distinct())
        {
            var unit = await Post<AddUnit.Answer>(administrator, "units", new AddUnit.Command(name, NotationOf(name), null), stop);
            _units[name] = unit.UnitId;
        }

        var people = DemoPeople.All.Select((person, hand) => Add(administrator, person, hand, stop));
        var seal = Key(administrator, owner: null, SamplePictures.Seal(), stop);
        await Task.WhenAll(people.Append(seal));
        var agencies = new List<AgencyEnrolment>();
        foreach (var (code, name) in Recipients)
            agencies.Add(await AddAgency(administrator, code, name, stop));
        return new EnrolledOffice
        {
            AdministratorPassword = password,
            Members = _members.ToDictionary(),
            SealPin = await seal,
            DraftingUnitId = _units[DemoPeople.DraftingUnit],
            Agencies = agencies,
        };
    }

    private async Task Add(OfficeClient administrator, DemoPerson person, int hand, CancellationToken stop)
    {
        var command = new AddUser.Command(
            person.UserName, person.FullName, person.MaySeal, [new NewPost(_units[person.Unit], person.Role, person.Title)]);
        var added = await Post<AddUser.Answer>(administrator, "users", command, stop);
        using var own = connect();
        var password = await Enter(own, person.UserName, added.OneTimePassword!, stop);
        var pin = person.Signs ? await Key(administrator, added.UserId, SamplePictures.Signature(hand), stop) : null;
        _members[person.UserName] = new EnrolledOffice.Member(added.UserId, password, pin);
    }

    private static async Task<string> Key(OfficeClient administrator, Guid? owner, byte[] picture, CancellationToken stop)
    {
        var pin = RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000).ToString(CultureInfo.InvariantCulture);
        await Post<EnrolKey.Answer>(administrator, "local-keys", new IssueKey.Command(owner, pin, picture), stop);
        return pin;
    }

    private static async Task<AgencyEnrolment> AddAgency(OfficeClient administrator, string code, string name, CancellationToken stop)
    {
        var added = await Post<AddPartner.Answer>(administrator, "partners", new AddPartner.Command(code, name, SystemId: null), stop);
        return new AgencyEnrolment(code, name, added.SystemId, added.Secret!);
    }

    // the first sign-in is with a password that an administrator knows: its owner changes it at once
    private static async Task<string> Enter(OfficeClient client, string userName, string oneTime, CancellationToken stop)
    {
        await client.SignIn(userName, oneTime, stop);
        var chosen = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) + "-Aa";
        await client.Post<SignIn.Answer>("/password", new ChangePassword.Command(oneTime, chosen), RequestKey.Fresh(), stop);
        return chosen;
    }

    private static Task<T> Post<T>(OfficeClient administrator, string what, object command, CancellationToken stop) =>
        administrator.Post<T>($"/administration/{what}", command, RequestKey.Fresh(), stop);

    private static string NotationOf(string unit) =>
        string.Concat(unit.Split(' ', '-').Where(word => word.Length > 0).Select(word => word[0])).ToUpperInvariant();
}

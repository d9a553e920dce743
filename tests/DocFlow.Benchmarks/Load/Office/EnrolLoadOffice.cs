using System.Globalization;
using System.Security.Cryptography;
using DocFlow.Benchmarks.Load.People;
using DocFlow.Host.Agency;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Identity.People;
using DocFlow.Signing.Composing;

namespace DocFlow.Benchmarks.Load.Office;

/// <summary>
/// Enrols the office under load over HTTP, as an administrator would: four clerks, three units, four leaders, six recipients.
/// </summary>
internal sealed class EnrolLoadOffice
{
    private sealed record Post(string UserName, string FullName, Guid Unit, Role Role, string Title);

    private static readonly string[] UnitNames = ["Vụ Tổng hợp", "Vụ Kế hoạch", "Vụ Pháp chế"];

    private readonly Line _line;
    private readonly Desk _administrator;
    private int _hands;

    private EnrolLoadOffice(Line line, Desk administrator) => (_line, _administrator) = (line, administrator);

    public static async Task<LoadOffice> Run(Line line, string firstPassword, CancellationToken stop)
    {
        var first = new Member(FirstAdministrator.UserName, firstPassword, null);
        var administrator = new Desk(line, first with { Password = await Enter(new Desk(line, first), stop) });
        await administrator.SignIn(stop);
        return await new EnrolLoadOffice(line, administrator).Run(stop);
    }

    private async Task<LoadOffice> Run(CancellationToken stop)
    {
        await Do<SetAgency.Answer>("agency", new SetAgency.Command(LoadOffice.Code, "Bộ Thử tải", "Hà Nội", "BTT", null), stop);
        var (desk, top) = (await Unit("Văn phòng", stop), await Unit("Lãnh đạo Bộ", stop));
        var units = new List<LoadUnit>();
        foreach (var (index, name) in UnitNames.Index())
        {
            var unit = await Unit(name, stop);
            var head = new Post($"vutruong{index + 1}", $"Vụ trưởng {name}", unit, Role.UnitHead, "Vụ trưởng");
            units.Add(new LoadUnit(unit, name, await Person(head, stop)));
        }

        return new LoadOffice
        {
            Clerks = await Several(4, at => new Post($"vanthu{at}", $"Văn thư {at}", desk, Role.Clerk, "Văn thư"), stop),
            Units = units,
            Deputies = await Several(2, at => new Post($"thutruong{at}", $"Thứ trưởng {at}", top, Role.Leader, "Thứ trưởng"), stop),
            Leaders = await Several(2, at => new Post($"lanhdao{at}", $"Lãnh đạo {at}", top, Role.Leader, "Lãnh đạo Bộ"), stop),
            SealPin = await Key(owner: null, SamplePictures.Seal(), stop),
            Agencies = await Agencies(stop),
            Authority = await _administrator.Download("/authority/ca.pem", stop),
            RevocationList = await _administrator.Download("/authority/ca.crl", stop),
        };
    }

    private async Task<Guid> Unit(string name, CancellationToken stop)
    {
        var notation = string.Concat(name.Split(' ').Select(word => word[0])).ToUpperInvariant();
        return (await Do<AddUnit.Answer>("units", new AddUnit.Command(name, notation, null), stop)).UnitId;
    }

    private async Task<IReadOnlyList<Member>> Several(int count, Func<int, Post> post, CancellationToken stop)
    {
        var members = new List<Member>();
        for (var at = 1; at <= count; at++)
            members.Add(await Person(post(at), stop));
        return members;
    }

    private async Task<Member> Person(Post post, CancellationToken stop)
    {
        var command = new AddUser.Command(
            post.UserName, post.FullName, MaySeal: post.Role == Role.Clerk, [new NewPost(post.Unit, post.Role, post.Title)]);
        var added = await Do<AddUser.Answer>("users", command, stop);
        var password = await Enter(new Desk(_line, new Member(post.UserName, added.OneTimePassword!, null)), stop);
        var signs = post.Role == Role.Leader;
        return new Member(post.UserName, password, signs ? await Key(added.UserId, SamplePictures.Signature(_hands++), stop) : null);
    }

    private async Task<string> Key(Guid? owner, byte[] picture, CancellationToken stop)
    {
        var pin = RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000).ToString(CultureInfo.InvariantCulture);
        await Do<EnrolKey.Answer>("local-keys", new IssueKey.Command(owner, pin, picture), stop);
        return pin;
    }

    private async Task<IReadOnlyList<AgencyEnrolment>> Agencies(CancellationToken stop)
    {
        var agencies = new List<AgencyEnrolment>();
        for (var at = 1; at <= 6; at++)
        {
            var (code, name) = ($"G99.{at + 1:00}", $"Cơ quan nhận {at}");
            var added = await Do<AddPartner.Answer>("partners", new AddPartner.Command(code, name, SystemId: null), stop);
            agencies.Add(new AgencyEnrolment(code, name, added.SystemId, added.Secret!));
        }

        return agencies;
    }

    // the first sign-in is with a password that somebody else knows: its owner changes it at once
    private static async Task<string> Enter(Desk desk, CancellationToken stop)
    {
        await desk.SignIn(stop);
        var chosen = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) + "-Aa";
        await desk.Post<SignIn.Answer>("/password", new ChangePassword.Command(desk.Who.Password, chosen), RequestKey.Fresh(), stop);
        return chosen;
    }

    private Task<T> Do<T>(string what, object command, CancellationToken stop) =>
        _administrator.Post<T>($"/administration/{what}", command, RequestKey.Fresh(), stop);
}

using DocFlow.EdXml.Exchange;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;
using DocFlow.Platform.Identity;

namespace DocFlow.Benchmarks.Lists;

/// <summary>p50, p95 and p99 of every list over HTTP, as those people ask whose lists they are: first pages and deep ones.</summary>
public sealed class MeasureLists(EnrolledOffice office, Uri address, int documents) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };
    private readonly Dictionary<string, OfficeClient> _people = [];

    public async Task<bool> Run(CancellationToken stop)
    {
        foreach (var person in DemoPeople.All)
            await SignIn(person.UserName, office[person].Password, stop);
        await SignIn(FirstAdministrator.UserName, office.AdministratorPassword, stop);
        Console.WriteLine($"{"list",-46}{"asked by",-14}{"p50 ms",9}{"p95 ms",9}{"p99 ms",9}{"answer",11}");
        var kept = true;
        foreach (var list in Registers().Concat(Desks()).Concat(Boards()).Append(Mailbox()))
            kept &= await list.Measure();
        return kept;
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var person in _people.Values)
            person.Dispose();
    }

    private IEnumerable<MeasuredList> Registers()
    {
        var (incoming, outgoing) = (documents / 50, documents / 500);
        foreach (var (what, page) in new[] { ("first", 1), ("middle", incoming / 2), ("last", incoming) })
            yield return List($"incoming register, {what} page", DemoPeople.Clerk.UserName, $"/intake/arrivals?page={page}");
        yield return List("incoming register on screen, middle page", DemoPeople.Clerk.UserName, $"/intake/register?page={incoming / 2}");
        foreach (var (what, page) in new[] { ("first", 1), ("middle", outgoing / 2), ("last", outgoing) })
            yield return List($"outgoing register, {what} page", DemoPeople.Leader.UserName, $"/dispatch/register.json?page={page}");
        var onScreen = $"/dispatch/register?page={outgoing / 2}";
        yield return List("outgoing register on screen, middle page", DemoPeople.Leader.UserName, onScreen);
    }

    private IEnumerable<MeasuredList> Desks()
    {
        var (clerk, admin) = (DemoPeople.Clerk.UserName, FirstAdministrator.UserName);
        yield return List("clerk's desk", clerk, "/intake/files");
        yield return List("clerk's desk on screen", clerk, "/intake");
        yield return List("start page with its counts", clerk, "/");
        yield return List("tasks of a leader with 500", DemoPeople.Leader.UserName, "/tasks");
        yield return List("tasks on screen of a leader with 500", DemoPeople.Leader.UserName, "/workflow");
        yield return List("tasks of a leader with 5,000", DemoPeople.Deputy.UserName, "/tasks");
        yield return List("tasks on screen of a leader with 5,000", DemoPeople.Deputy.UserName, "/workflow");
        yield return List("the same, page 90", DemoPeople.Deputy.UserName, "/workflow?page=90");
        yield return List("standing tasks", admin, "/standing-tasks");
        yield return List("standing tasks on screen", admin, "/administration/standing-tasks");
        yield return List("start page with its counts", admin, "/");
    }

    private IEnumerable<MeasuredList> Boards()
    {
        var clerk = DemoPeople.Clerk.UserName;
        yield return List("letters ready to issue", clerk, "/dispatch/ready");
        yield return List("letters ready to issue on screen", clerk, "/dispatch/issue");
        yield return List("delivery board, first page", clerk, "/dispatch/board");
        yield return List("delivery board, page 2,000", clerk, $"/dispatch/board?page={documents / 500}");
        yield return List("delivery board on screen", clerk, "/dispatch");
    }

    private MeasuredList List(string name, string who, string path) =>
        new(name, who, async () => (await _people[who].Download(path, default)).Length);

    private MeasuredList Mailbox()
    {
        var agency = office.Agencies.Single(one => one.Code == SeededYear.Mailbox.Code);
        return new MeasuredList("mailbox of an agency with 300 packets", agency.Code, () => Collect(agency));
    }

    private async Task<int> Collect(AgencyEnrolment agency)
    {
        var asked = new Dictionary<string, string> { ["messagetype"] = "edoc" };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/exchange/vxp/getReceivedEdocList");
        var credential = new SystemCredential(agency.SystemId, agency.Secret);
        foreach (var (name, value) in VxpHeaders.Sign(credential, asked, TimeProvider.System))
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
    }

    private async Task SignIn(string userName, string password, CancellationToken stop)
    {
        _people[userName] = Seed.Connect(address);
        await _people[userName].SignIn(userName, password, stop);
    }
}

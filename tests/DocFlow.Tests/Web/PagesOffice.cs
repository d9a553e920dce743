using System.Net.Http.Json;
using DocFlow.Contracts;
using DocFlow.Host.Hosting;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;
using DocFlow.Tests.Platform.Identity;
using DocFlow.Tests.Signing.Pdf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Tests.Web;

/// <summary>A whole server with a clerk, a unit head, a leader with a key and an administrator, each in a browser of their own.</summary>
internal sealed class PagesOffice : IAsyncDisposable
{
    public const string Pin = "246810";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docflow-pages-");
    private WebApplication _app = null!;
    private Guid _clerk;

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Services => _app.Services;

    public Guid UnitId { get; private set; }
    public Guid OtherUnitId { get; private set; }

    public PlainBrowser Administrator { get; private set; } = null!;
    public PlainBrowser Clerk { get; private set; } = null!;
    public PlainBrowser Keeper { get; private set; } = null!;
    public PlainBrowser Head { get; private set; } = null!;
    public PlainBrowser Leader { get; private set; } = null!;

    private sealed record Enrolled(Guid UserId, string OneTimePassword);

    private sealed record NewUnit(Guid UnitId);

    public static async Task<PagesOffice> Open()
    {
        var office = new PagesOffice();
        var password = "";
        office._app = Server.Build(new ServeOptions("all", office._folder.FullName, "http://127.0.0.1:0")
        {
            Quiet = true,
            TellFirstPassword = told => password = told,
        });
        await office._app.Open();
        office.Administrator = await office.SignedIn("admin", password);
        await office.Administrator.Http.EnrolAgency();
        office.UnitId = (await office.Ask<NewUnit>("/administration/units", new { name = "Vụ Tổng hợp", notation = "TH" })).UnitId;
        office.OtherUnitId = (await office.Ask<NewUnit>("/administration/units", new { name = "Vụ Pháp chế", notation = "PC" })).UnitId;
        (office._clerk, office.Clerk) = await office.Enrol("vanthu", "Clerk");
        (_, office.Keeper) = await office.Enrol("giudau", "Clerk", maySeal: true);
        (_, office.Head) = await office.Enrol("truong", "UnitHead");
        (var leader, office.Leader) = await office.Enrol("lanhdao", "Leader");
        await office.Ask<object>("/administration/local-keys", new { ownerId = leader, pin = Pin, image = Requests.Png });
        await office.Ask<object>("/administration/local-keys", new { ownerId = (Guid?)null, pin = Pin, image = Requests.Png });
        return office;
    }

    /// <summary>A submission (or a paper without a draft) is registered, as Intake says it; its case.</summary>
    public async Task<Guid> Submit(bool submission = true)
    {
        var draft = await _app.Services.GetRequiredService<ContentStore>().Put(new MemoryStream(TinyPdf.Classic()), 1_000_000);
        var registered = Registered(draft.Answer, submission);
        var database = _app.Services.GetRequiredService<Database>();
        await database.Write(session => session.Publish(registered));
        for (var tries = 0; tries < 600; tries++)
        {
            var found = await database.Read(session => session.Find<Guid?>(
                "select id from workflow_case where document_id = @DocumentId", new { registered.DocumentId }));
            if (found is { } id)
                return id;
            await Task.Delay(50);
        }
        throw new InvalidOperationException("The case was not opened.");
    }

    /// <summary>The page of the case's open task.</summary>
    public async Task<string> TaskOf(Guid caseId)
    {
        var database = _app.Services.GetRequiredService<Database>();
        var id = await database.Read(session => session.One<Guid>(
            "select id from workflow_task where case_id = @Case and closed_at is null", new { Case = caseId }));
        return $"/workflow/tasks/{id}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private DocumentRegistered Registered(StoredFile draft, bool submission) => new()
    {
        DocumentId = Guid.CreateVersion7(),
        Year = 2026,
        ArrivalNumber = 7,
        ArrivedOn = new DateOnly(2026, 2, 2),
        RegisteredAt = new DateTimeOffset(2026, 2, 2, 9, 0, 0, TimeSpan.FromHours(7)),
        RegisteredBy = _clerk,
        RegisteredByName = "vanthu",
        IssuerName = "Vụ Tổng hợp",
        Code = "12/TTr-TH",
        TypeName = "Tờ trình",
        Subject = "Trình ký công văn",
        Urgency = Urgency.Normal,
        Files = [new EnclosedFile("du-thao.pdf", draft.Sha256, draft.Length, submission ? FilePurpose.Draft : FilePurpose.Main)],
        Draft = submission ? Outgoing() : null,
    };

    private OutgoingDraft Outgoing() => new()
    {
        TypeName = "Công văn",
        Notation = "VPCP-TH",
        Subject = "V/v triển khai văn bản điện tử",
        Urgency = Urgency.Normal,
        Print = DraftPrint.Nothing,
        DraftingUnitId = UnitId,
        Recipients = [new Recipient("H53", "UBND tỉnh Tây Ninh")],
    };

    private async Task<(Guid UserId, PlainBrowser Browser)> Enrol(string userName, string role, bool maySeal = false)
    {
        var posts = new[] { new { unitId = UnitId, role, title = role } };
        var person = await Ask<Enrolled>("/administration/users", new { userName, fullName = userName, maySeal, posts });
        return (person.UserId, await SignedIn(userName, person.OneTimePassword));
    }

    private async Task<PlainBrowser> SignedIn(string userName, string password)
    {
        var browser = new PlainBrowser(_app.Urls.Single());
        (await browser.Http.PostAsJsonAsync("/sign-in", new { userName, password })).EnsureSuccessStatusCode();
        (await browser.Http.PostAsJsonAsync("/password", new { current = password, chosen = Requests.Chosen })).EnsureSuccessStatusCode();
        return browser;
    }

    private async Task<T> Ask<T>(string path, object body) => await Requests.Read<T>(await Requests.Post(Administrator.Http, path, body));
}

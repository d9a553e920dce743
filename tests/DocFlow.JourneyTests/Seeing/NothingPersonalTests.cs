using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using DocFlow.Host.Demo;
using DocFlow.JourneyTests.Roles;
using DocFlow.JourneyTests.Support;
using DocFlow.Workflow;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Seeing;

/// <summary>
/// A server that shows everything it can (traces and metrics to a collector, /metrics, every category's log at Trace) while a document
/// goes all the way and much goes wrong: an operator sees the document, and nobody's name, words or secrets. On SQLite with the bus in
/// memory, and on PostgreSQL with RabbitMQ.
/// </summary>
[TestFixture("text", false)]
[TestFixture("json", true)]
public sealed class NothingPersonalTests(string format, bool broker)
{
    private const string Queue = "docflow_queue_length{queue=\"open-case\"}";
    private const string Token = "metrics-token-of-this-test";

    private Engines? _engines;
    private Collector _collector = null!;
    private RunningOffice _office = null!;
    private Mischief _mischief = null!;
    private WalkedPaper _walked = null!;
    private string _page = "";

    [OneTimeSetUp]
    public async Task LetEverythingHappen()
    {
        _collector = await Collector.Start();
        _engines = broker ? new Engines() : null;
        _office = await RunningOffice.Start(new Dictionary<string, string>(_engines?.Environment ?? new Dictionary<string, string>())
        {
            ["DOCFLOW_TELEMETRY__OTLP"] = _collector.Address,
            ["DOCFLOW_TELEMETRY__TOKEN"] = Token,
            ["DOCFLOW_LOG__FORMAT"] = format,
            ["DOCFLOW_LOGGING__LOGLEVEL__DEFAULT"] = "Trace",
            ["DOCFLOW_LOGGING__LOGLEVEL__MICROSOFT"] = "Trace",
            ["DOCFLOW_LOGGING__LOGLEVEL__MASSTRANSIT"] = "Trace",
        });
        _mischief = new Mischief(_office);
        using var collecting = new CancellationTokenSource();
        var recipients = _office.Recipients.Agencies.Select(agency => agency.KeepCollecting(collecting.Token)).ToList();
        _walked = await new PaperWalk(_office.Driver, TimeProvider.System).Run(Paper(1), default);
        await _mischief.Do(await Signable(), _walked.DocumentId);
        _page = await Failed();
        await collecting.CancelAsync();
        await Task.WhenAll(recipients);
        await _office.Server.Stop();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        _mischief.Dispose();
        await _office.DisposeAsync();
        await _collector.DisposeAsync();
        _engines?.Dispose();
    }

    [Test]
    public void One_trace_goes_from_the_request_through_outbox_and_bus_to_the_last_consumer()
    {
        var registered = _collector.Spans.Single(span => span.Name == "OpenCase" && IsOurs(span)).Trace;

        var names = _collector.Spans.Where(span => span.Trace == registered).Select(span => span.Name);

        Assert.That(names, Is.SupersetOf(new[]
        {
            "POST /intake/documents", "outbox DocumentRegistered", "OpenCase", "outbox TaskAssigned", "RecordHandover",
        }));
    }

    [Test]
    public void One_documents_whole_walk_is_found_by_its_tag()
    {
        var rooms = _collector.Spans.Where(IsOurs).Select(span => span.Name).Distinct();

        Assert.That(rooms, Is.SupersetOf(new[]
        {
            "POST /intake/documents", "OpenCase", "RecordHandover", "POST /cases/{id:guid}/acts", "POST /cases/{id:guid}/signature",
            "NoteReadyCase", "POST /dispatch/issues", "CloseCase", "TryDelivery", "POST /exchange/vxp/sendEdoc",
            "RecordAnswer",
        }));
    }

    [Test]
    public void Each_try_of_a_delivery_points_at_the_issue()
    {
        var issue = _collector.Spans.Single(span => span.Name == "POST /dispatch/issues" && IsOurs(span));

        var tries = _collector.Spans.Where(span => span.Name == "TryDelivery" && IsOurs(span)).ToList();

        Assert.That(tries, Is.Not.Empty);
        Assert.That(tries.SelectMany(one => one.Linked), Is.All.EqualTo(issue.Trace));
    }

    [Test]
    public void The_log_has_a_line_for_each_act_of_the_document_in_its_rooms()
    {
        var document = _walked.DocumentId.ToString();
        var lines = _office.Server.Said.Split('\n').Where(line => line.Contains(document, StringComparison.Ordinal)).ToList();

        foreach (var act in new[] { "POST /intake/documents", "OpenCase", "POST /cases/{id:guid}/signature", "POST /dispatch/issues" })
            Assert.That(lines, Has.Some.Contains(act + " done in "));
        Assert.That(_office.Server.Said, Does.Contain("key.pin-wrong").And.Contain("sign-in.refused"));
    }

    [Test]
    public void The_page_tells_what_was_done_and_what_was_refused()
    {
        Assert.That(Value("docflow_signing_duration_seconds_count{key=\"seal\"}"), Is.EqualTo(1));
        Assert.That(Value("docflow_sign_in_failures_total{code=\"sign-in.refused\"}"), Is.EqualTo(2));
        Assert.That(Value("docflow_refusals_total{code=\"key.pin-wrong\"}"), Is.EqualTo(1));
        Assert.That(Value("docflow_messages_failed_total{consumer=\"ReturnToIssue\"}"), Is.EqualTo(1));
        Assert.That(Value("docflow_delivery_age_seconds_count"), Is.EqualTo(_walked.Deliveries.Count));
        Assert.That(_page.Contains(Queue, StringComparison.Ordinal), Is.EqualTo(broker));
        Assert.That(_collector.HasMetrics, "metrics over OTLP, at the latest when the process stops");
    }

    [Test]
    public void Nobodys_name_words_or_secrets_are_anywhere()
    {
        // the one-time password of the first start is told, not logged
        var log = Regex.Replace(_office.Server.Said, "^First administrator.*$", "", RegexOptions.Multiline);
        var found =
            from secret in Secrets().Distinct()
            from place in new[] { ("log", log), ("traces and metrics", _collector.Text), ("page", _page) }
            from form in new[] { secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret) }.Distinct()
            where place.Item2.Contains(form, StringComparison.OrdinalIgnoreCase)
            select $"{place.Item1}: {secret} ({Around(place.Item2, form)})";

        Assert.That(found, Is.Empty);
        Assert.That(log, Does.Contain("FileNotFoundException").And.Contain("Microsoft.AspNetCore"), "there was something to find");
    }

    private IEnumerable<string> Secrets()
    {
        var office = _office.Office;
        var members = office.Members.Values.SelectMany(one => new[] { one.UserId.ToString(), one.Password, one.Pin ?? office.SealPin });
        var agencies = office.Agencies.SelectMany(agency => new[] { agency.Secret, agency.SystemId });
        string[] papers = [Paper(1).Subject, "phieu-trinh", "du-thao", DemoPapers.Submitter, "Hoàng Gia Khánh"];
        return [
            office.AdministratorPassword, office.SealPin, _office.Server.FirstPassword, Token, .. members, .. agencies, .. papers,
            .. _mischief.Secrets, .. DemoPeople.All.SelectMany(person => new[] { person.FullName, person.UserName, person.Title }),
        ];
    }

    private bool IsOurs(Span span) => span.Tags.GetValueOrDefault("docflow.document") == _walked.DocumentId.ToString();

    private double Value(string sample) => double.Parse(
        _page.Split('\n').Single(line => line.StartsWith(sample + " ", StringComparison.Ordinal)).Split(' ')[^1],
        System.Globalization.CultureInfo.InvariantCulture);

    private static string Around(string text, string what)
    {
        var at = text.IndexOf(what, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)];
    }

    // a second paper, brought to the leader's desk
    private async Task<ActOnTask.Answer> Signable()
    {
        var driver = _office.Driver;
        var files = await driver.Receive(Paper(2), default);
        var arrival = await driver.Register(Paper(2), files, default);
        var opened = await driver.Case(arrival.DocumentId, default);
        var at = new ActOnTask.Answer(opened.CaseId, opened.Version, opened.Step, opened.File, opened.Ending);
        at = await driver.Act(DemoPeople.Head, at, ActKind.Review, default);
        return await driver.Act(DemoPeople.Deputy, at, ActKind.Approve, default);
    }

    // the page, once the message that cannot be handled was given up
    private async Task<string> Failed()
    {
        using var http = new HttpClient { BaseAddress = _office.Server.Address };
        Assert.That((await http.GetAsync("/metrics")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        for (var tries = 0; tries < 300; tries++)
        {
            var page = await http.GetStringAsync("/metrics");
            var counted = page.Contains(Queue, StringComparison.Ordinal) == broker;
            if (counted && page.Contains("docflow_messages_failed_total", StringComparison.Ordinal))
                return page;
            await Task.Delay(200);
        }

        throw new TimeoutException("The message that nobody can handle was not given up.");
    }

    private static Paper Paper(int number) =>
        DemoPapers.BuiltIn($"paper-{number}", number, Platform.VietnamTime.OfficeToday(TimeProvider.System));
}

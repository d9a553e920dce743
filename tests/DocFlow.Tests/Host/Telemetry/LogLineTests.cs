using System.Text.Json;
using DocFlow.Host.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Host.Telemetry;

public sealed class LogLineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 5, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_line_of_ours_says_what_it_was_given()
    {
        var line = Logged("DocFlow.Intake", log => log.LogInformation("{Act} took {Milliseconds} ms", "registration", 12));

        Assert.That(line.AsText(), Is.EqualTo("2026-02-05T12:00:00.000Z information DocFlow.Intake: registration took 12 ms"));
    }

    [Test]
    public void A_line_of_others_keeps_their_words_and_loses_their_values()
    {
        var line = Logged("Microsoft.AspNetCore.Hosting", log =>
            log.LogInformation("Request {Path}{Query} answered {StatusCode}", "/people/anh", "?q=Nguyễn", 200));

        Assert.That(line.Message, Is.EqualTo("Request {Path}{Query} answered 200"));
        Assert.That(line.AsJson(), Does.Not.Contain("anh").And.Not.Contain("Nguyễn"));
    }

    [Test]
    public void Of_an_error_stand_its_type_and_place_and_never_its_text()
    {
        var cause = new InvalidDataException("PIN 246810");
        var fault = Thrown(() => throw new FileNotFoundException("Quyết định khen thưởng ông Anh.pdf", cause));

        var line = Logged("DocFlow.Platform", log => log.LogError(fault, "It went wrong"));

        Assert.That(line.Errors.Select(error => error.Type), Is.EqualTo(new[] { "FileNotFoundException", "InvalidDataException" }));
        Assert.That(line.Errors[0].At, Has.Some.Contains(nameof(Of_an_error_stand_its_type_and_place_and_never_its_text)));
        Assert.That(line.AsText() + line.AsJson(), Does.Not.Contain("Anh.pdf").And.Not.Contain("246810"));
    }

    [Test]
    public void Json_is_one_object_on_one_line_with_each_value_under_its_name()
    {
        var json = Logged("DocFlow.Intake", log => log.LogWarning("{Act}\nfailed", "x")).AsJson();

        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
        Assert.That(json, Does.Not.Contain("\n"));
        Assert.That((fields["level"].GetString(), fields["room"].GetString(), fields["act"].GetString()),
            Is.EqualTo(("warning", "DocFlow.Intake", "x")));
    }

    private static LogLine Logged(string category, Action<ILogger> say)
    {
        var catcher = new Catcher(category);
        say(catcher);
        return catcher.Line!;
    }

    private static Exception Thrown(Action fail)
    {
        try
        {
            fail();
        }
        catch (FileNotFoundException fault)
        {
            return fault;
        }

        throw new InvalidOperationException("It did not fail.");
    }

    private sealed class Catcher(string category) : ILogger
    {
        public LogLine? Line { get; private set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Line = LogLine.Of(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), Noon);
    }
}

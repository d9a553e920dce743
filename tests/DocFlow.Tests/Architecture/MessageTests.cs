using System.Text.RegularExpressions;
using DocFlow.Contracts;
using DocFlow.Host;
using DocFlow.Platform.Messaging;
using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

/// <summary>Each message has somebody who says it and somebody who listens.</summary>
public sealed class MessageTests
{
    // no messages, but what is said in some
    private static readonly string[] Parts = [nameof(Signatory), nameof(RecalledArrival), nameof(ArrivalWords)];

    private static readonly string[] Speakers = ["DocFlow.Intake", "DocFlow.Workflow", "DocFlow.Dispatch"];

    [TestCaseSource(nameof(Messages))]
    public void Each_contract_has_a_consumer_and_one_publisher(Type message)
    {
        var consumers = new Subscriptions(Rooms.All).ConsumersOf(message);
        var publishers = Publishers(message.Name, Repository.Files("src", ".cs"));

        Assert.That(consumers, Is.Positive, "nobody listens");
        Assert.That(publishers, Has.Length.EqualTo(1), "one room says it");
        Assert.That($"From{publishers[0]["DocFlow.".Length..]}", Is.EqualTo(FileOf(message)));
    }

    [Test]
    public void A_message_said_by_two_rooms_is_found()
    {
        var files = Speakers.Take(2).Select(room => new SourceFile($"src/{room}/A.cs", "await session.Publish(new CaseClosed { });"));

        Assert.That(Publishers("CaseClosed", files), Has.Length.EqualTo(2));
    }

    private static IEnumerable<Type> Messages() => typeof(DocumentRegistered).Assembly.GetExportedTypes()
        .Where(type => Repository.Files("src/DocFlow.Contracts", ".cs").Any(file => file.Path.Contains("/From") && Declares(file, type)))
        .Where(type => !type.IsEnum && !Parts.Contains(type.Name));

    private static string FileOf(Type message) => Path.GetFileNameWithoutExtension(
        Repository.Files("src/DocFlow.Contracts", ".cs").Single(file => Declares(file, message)).Path);

    private static bool Declares(SourceFile file, Type type) => Regex.IsMatch(file.Text, $@"record {type.Name}\b");

    private static string[] Publishers(string message, IEnumerable<SourceFile> files) =>
        [.. files.Where(file => Speakers.Contains(file.Project)
                && Regex.IsMatch(file.Text, $@"new {message}\b|\b{message} \w+\(.*=> new\(\)"))
            .Select(file => file.Project).Distinct()];
}

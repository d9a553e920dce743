using System.CommandLine;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Messaging.Stuck;
using DocFlow.Platform.Reconciling;

namespace DocFlow.Host.Commands;

/// <summary>
/// <c>docflow stuck list|explain|retry</c>: messages that do not go on by themselves; exit 0 nothing stuck, 1 something, 64 wrong usage.
/// </summary>
public static class StuckCommand
{
    private static readonly Argument<Guid> Id = new("id") { Description = "the message" };

    private static readonly Argument<Guid?> OneOf = new("id")
    {
        Description = "the message", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null,
    };

    private static readonly Option<bool> All = new("--all") { Description = "everything that is stuck" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var list = new Command("list", "What is stuck, why, and since when; what lies in the broker's error queues.")
        {
            Office.Folder, Speech.Language,
        };
        list.SetAction(List);
        var explain = new Command("explain", "Tell a message's whole story.") { Id, Office.Folder };
        explain.SetAction(Explain);
        var retry = new Command("retry", "Put a message back, once its trouble is mended; safe to repeat.") { OneOf, All, Office.Folder };
        retry.Validators.Add(given =>
        {
            if (given.GetValue(OneOf) is null != given.GetValue(All))
                given.AddError("Give the id of one message, or --all.");
        });
        retry.SetAction(Retry);
        return new Command("stuck", "Messages that do not go on by themselves.") { list, explain, retry };
    }

    private static async Task<int> List(ParseResult parsed, CancellationToken stop)
    {
        await using var office = await Office.Look(parsed, stop);
        var stuck = await Stuck(office, stop);
        foreach (var one in stuck)
        {
            Console.WriteLine($"{one.MessageId}  {one.Type}  since {one.Since:u}");
            Speech.Say(parsed, Console.Out, "  " + one.Vi, "  " + one.En);
        }

        var copies = await office.Get<ErrorQueues>().Look(stop);
        foreach (var copy in copies.Copies)
            Console.WriteLine($"{copy.MessageId}  a copy in {copy.Queue}: {copy.Reason}");
        if (copies.Trouble is { } trouble)
            await Console.Error.WriteLineAsync($"docflow: the broker does not answer, so its error queues were not looked at: {trouble}");
        else if (stuck.Count + copies.Copies.Count == 0)
            Console.WriteLine("Nothing is stuck.");
        return stuck.Count + copies.Copies.Count == 0 ? 0 : 1;
    }

    private static async Task<int> Explain(ParseResult parsed, CancellationToken stop)
    {
        await using var office = await Office.Look(parsed, stop);
        var id = parsed.GetValue(Id);
        var story = await office.Database.Read(session => MessageStory.Of(session, id, office.Get<Subscriptions>()), stop);
        if (story is null)
        {
            await Console.Error.WriteLineAsync($"docflow: no message {id} is kept; finished ones are forgotten after a while.");
            return 1;
        }

        var copies = await office.Get<ErrorQueues>().Look(stop);
        Console.Write(Tell(story, [.. copies.Copies.Where(copy => copy.MessageId == id)]));
        return story.Stuck ? 1 : 0;
    }

    private static async Task<int> Retry(ParseResult parsed, CancellationToken stop)
    {
        await using var office = await Office.Look(parsed, stop);
        List<Guid> ids = parsed.GetValue(OneOf) is { } one
            ? [one]
            : [.. (await Stuck(office, stop)).Select(each => each.MessageId).Distinct()];
        var refused = 0;
        foreach (var id in ids)
        {
            var outcome = await office.Database.Write(session => SendAgain.Handle(id, session, By.Console), stop);
            Console.WriteLine(outcome.Refusal is { } no ? $"{id}  {no.En}" : $"{id}  on its way again");
            refused += outcome.Refusal is null ? 0 : 1;
        }

        await Tidy(office, parsed.GetValue(All) ? null : ids, stop);
        return parsed.GetValue(All) || refused == 0 ? 0 : 1;
    }

    // a copy whose message is no longer stuck says nothing any more
    private static async Task Tidy(Office office, IReadOnlyCollection<Guid>? ids, CancellationToken stop)
    {
        var queues = office.Get<ErrorQueues>();
        ids ??= [.. (await queues.Look(stop)).Copies.Select(copy => copy.MessageId).OfType<Guid>()];
        var stuck = (await Stuck(office, stop)).Where(one => one.Consumer is not null).Select(one => one.MessageId);
        var dropped = await queues.Drop([.. ids.Except(stuck)], stop);
        if (dropped.Trouble is { } trouble)
            await Console.Error.WriteLineAsync($"docflow: the broker does not answer; copies stay in its error queues: {trouble}");
    }

    private static Task<IReadOnlyList<StuckMessage>> Stuck(Office office, CancellationToken stop) => office.Database.Read(
        session => StuckMessages.All(session, office.Get<Subscriptions>(), Look.Around(office.Get<TimeProvider>().GetUtcNow())), stop);

    private static string Tell(MessageStory story, IReadOnlyList<ErrorQueues.Copy> copies)
    {
        var lines = new List<string> { $"{story.Type} {story.Id}", $"  published {story.CreatedAt:u}" };
        lines.AddRange(story.PublishedBy.Select(act => $"    with the act '{act.What}' of {act.ActorName}"));
        lines.Add($"  given to the bus {story.Sends} times" + (story.OnItsWay ? $", next {story.DueAt:u}" : ""));
        lines.AddRange(story.Receptions.Select(one => $"  {one.Consumer}: " + one switch
        {
            { HandledAt: { } at } => $"handled {at:u}",
            { FailedAt: { } at } => $"gave up {at:u}: {one.Reason}",
            _ => "has not handled it",
        }));
        lines.AddRange(story.Resent.Select(act => $"  put back by {act.ActorName} {act.At:u}"));
        lines.AddRange(copies.Select(copy => $"  a copy lies in {copy.Queue}"));
        if (story.FinishedAt is { } done)
            lines.Add($"  finished {done:u}");
        return string.Join('\n', lines) + '\n';
    }
}

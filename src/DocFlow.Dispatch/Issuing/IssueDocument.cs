using System.Security.Cryptography;
using System.Text;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Issuing;

/// <summary>
/// POST /dispatch/issues: a clerk with the seal issues one or many ready cases; the PIN opens the seal once, each case has its own
/// outcome.
/// </summary>
public sealed class IssueDocument(Database database, OpenSeal seal, IssueLetter letter)
{
    private const int Most = 50;

    /// <summary>A ready case and the file that was on screen.</summary>
    public sealed record Item(Guid CaseId, string FileSha256);

    public sealed record Command(IReadOnlyList<Item> Items, string Pin)
    {
        /// <summary>Never the PIN.</summary>
        public override string ToString() => $"issue {Items.Count}";
    }

    public sealed record Issued(Guid IssueId, Guid CaseId, int Number, string Code, DateOnly IssuedOn, string FileSha256);

    public sealed record No(string Code, string Vi, string En);

    /// <summary>Either issued or refused.</summary>
    public sealed record Result(Guid CaseId, Issued? Issued, No? Refusal);

    public sealed record Answer(IReadOnlyList<Result> Outcomes);

    internal static void Map(IEndpointRouteBuilder dispatch) => dispatch.MapPost("/issues", async (
        Command command, RequestKey key, Actor actor, IssueDocument issue, Language language, CancellationToken stop) =>
        (await issue.Handle(command, key, actor, stop)).ToResult(language));

    public async Task<Outcome<Answer>> Handle(Command command, RequestKey key, Actor actor, CancellationToken stop)
    {
        if (!actor.MaySeal)
            return IssueRefusals.NoSeal;
        if (command.Items is not { Count: > 0 and <= Most } || command.Items.DistinctBy(item => item.CaseId).Count() != command.Items.Count)
            return IssueRefusals.Nothing;

        var results = await database.Read(session => Earlier(session, command.Items, key), stop);
        if (results.Count == command.Items.Count)
            return InOrder(command, results);

        var opened = await seal.Handle(command.Pin, actor, stop);
        if (opened.Refusal is { } closed)
            return closed;
        using var atHand = opened.Answer;
        foreach (var item in command.Items.Where(item => !results.ContainsKey(item.CaseId)))
        {
            var once = KeyOf(key, item);
            var issued = await letter.Handle(item, atHand, actor, (session, answer) => Once.Keep(session, once, item, answer), stop);
            results[item.CaseId] = ResultOf(item, issued);
        }

        return InOrder(command, results);
    }

    // what this very request did before, whatever happened to its answer
    private static async Task<Dictionary<Guid, Result>> Earlier(ReadSession session, IReadOnlyList<Item> items, RequestKey key)
    {
        var results = new Dictionary<Guid, Result>();
        foreach (var item in items)
        {
            if (await Once.Earlier<Issued>(session, KeyOf(key, item), item) is { } earlier)
                results[item.CaseId] = ResultOf(item, earlier);
        }

        return results;
    }

    // each case of a request is done once by itself: the answer is kept in the transaction that issues it
    private static RequestKey KeyOf(RequestKey key, Item item) => key with
    {
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Key}/{item.CaseId}"))),
    };

    private static Result ResultOf(Item item, Outcome<Issued> outcome)
    {
        if (outcome.Refusal is not { } refusal)
            return new Result(item.CaseId, outcome.Answer, null);
        Instruments.Refused(refusal);
        return new Result(item.CaseId, null, new No(refusal.Code, refusal.Vi, refusal.En));
    }

    private static Answer InOrder(Command command, Dictionary<Guid, Result> results) =>
        new([.. command.Items.Select(item => results[item.CaseId])]);
}

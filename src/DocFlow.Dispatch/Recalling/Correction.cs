using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.Platform.Messaging;

namespace DocFlow.Dispatch.Recalling;

/// <summary>What a letter's packets say beside its file and its number.</summary>
public sealed record LetterWords(string Subject, Urgency Urgency, DateOnly? ReplyBy);

/// <summary>
/// What an update corrects, kept with each request that asks it. Number, date, type, signer and file are the letter itself: where one of
/// these is wrong, another letter replaces it.
/// </summary>
public sealed record Correction
{
    public required LetterWords Was { get; init; }

    public required LetterWords Now { get; init; }

    /// <summary>Who has the letter besides, from now on.</summary>
    public IReadOnlyList<Recipient> Added { get; init; } = [];

    /// <summary>Who is no recipient any more: their copies are asked back.</summary>
    public IReadOnlyList<Recipient> Removed { get; init; } = [];

    /// <summary>Whether there is anything in it.</summary>
    internal bool IsEmpty => Was == Now && Added.Count == 0 && Removed.Count == 0;

    /// <summary>This, and what was corrected before it and not said.</summary>
    internal Correction After(Correction earlier) => this with
    {
        Was = earlier.Was,
        Added = [.. earlier.Added.UnionBy(Added, one => one.Code).ExceptBy(Removed.Select(one => one.Code), one => one.Code)],
        Removed = [.. earlier.Removed.UnionBy(Removed, one => one.Code)],
    };

    internal static Correction Read(string json) => JsonSerializer.Deserialize<Correction>(json, MessageJson.Options)!;

    internal string ToJson() => JsonSerializer.Serialize(this, MessageJson.Options);

    /// <summary>As the exchange says it.</summary>
    internal DocumentChange ToChange() => new(
        Was == Now ? null : 1,
        Added.Count + Removed.Count == 0 ? null : 1,
        [.. Removed.Select(one => new ReceiverChange(one.Code, 0)), .. Added.Select(one => new ReceiverChange(one.Code, 1))]);
}

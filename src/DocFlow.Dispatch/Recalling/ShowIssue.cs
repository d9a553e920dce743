using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Dispatch.Recalling;

/// <summary>
/// An issued document for the clerk who would recall, update or replace it: its copies, its words, and what may come in its place.
/// </summary>
public static class ShowIssue
{
    /// <summary>The document as it stands.</summary>
    public sealed record Answer(ListBoard.Line Line, LetterWords Said)
    {
        /// <summary>Letters that wait to be issued: one of them may replace it.</summary>
        public required IReadOnlyList<ListReady.Letter> Ready { get; init; }

        /// <summary>Agencies that we exchange with directly, and units of ours that have a code, without a copy.</summary>
        public required IReadOnlyList<Recipient> Offered { get; init; }
    }

    public static async Task<Outcome<Answer>> Handle(ReadSession session, Guid issue, DateTimeOffset now)
    {
        if (await ListBoard.Of(session, issue, now) is not { } line)
            return IssueRefusals.Unknown;
        if (line.State != "issued")
            return RecallRefusals.NotIssued;
        var letter = await session.One<LetterAtHand.LetterRow>(LetterAtHand.Load, new { IssueId = issue });
        var there = line.Deliveries.Select(copy => copy.RecipientCode).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var partners = (await Partner.All(session)).Where(partner => partner.Active)
            .Select(partner => new Recipient(partner.Code, partner.Name));
        var units = (await Unit.All(session)).Where(unit => unit.AgencyCode is not null)
            .Select(unit => new Recipient(unit.AgencyCode!, unit.Name));
        return new Answer(line, LetterAtHand.WordsOf(letter))
        {
            Ready = await ListReady.Handle(session),
            Offered = [.. partners.Concat(units).Where(one => !there.Contains(one.Code))],
        };
    }
}

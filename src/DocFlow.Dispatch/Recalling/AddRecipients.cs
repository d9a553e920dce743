using DocFlow.Contracts;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Issuing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Recalling;

/// <summary>Agencies that are to have an issued letter besides its first recipients: each gets a copy of its own, like those.</summary>
public sealed class AddRecipients([FromKeyedServices(DeliverToAgency.Due)] Bell bell)
{
    /// <summary>By the names we know them under; refused where one is unknown or has, or had, a copy already.</summary>
    internal static async Task<Outcome<IReadOnlyList<Recipient>>> Named(
        ReadSession session, IReadOnlyList<string> codes, IReadOnlyList<DeliveryRow> copies)
    {
        var named = new List<Recipient>();
        foreach (var code in codes.Select(code => code.Trim()).Where(code => code.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var (recipient, other) = await Known(session, code);
            string?[] both = [code, recipient?.Code, other];
            if (copies.FirstOrDefault(copy => both.Any(one => IsOf(copy.RecipientCode, one))) is { } there)
                return RecallRefusals.RecipientThere(there.RecipientName, there.RecipientCode);
            if (recipient is null)
                return RecallRefusals.RecipientUnknown(code);
            if (named.Any(one => IsOf(one.Code, recipient.Code)))
                return RecallRefusals.RecipientThere(recipient.Name, recipient.Code);
            named.Add(recipient);
        }

        return named;
    }

    internal async Task Add(Session session, IssueRow issue, IReadOnlyList<Recipient> added, int urgency)
    {
        if (added.Count == 0)
            return;
        var exchangeId = await session.One<string>(ExchangeIdOf, new { issue.Id });
        foreach (var recipient in added)
            await CompleteIssue.AddCopy(session, issue, recipient, new(exchangeId, urgency));
        session.AfterCommit(bell.Ring);
    }

    private static bool IsOf(string code, string? other) => string.Equals(code, other, StringComparison.OrdinalIgnoreCase);

    // a unit of ours, a partner, or one of the directory; whom an administrator stopped exchanging with is not written to another way
    private static async Task<(Recipient? Recipient, string? OtherCode)> Known(ReadSession session, string code)
    {
        if (await Unit.OfCode(session, code) is { } unit)
            return (new Recipient(code, unit.Name), null);
        var entry = await DirectoryEntry.Find(session, code);
        if (await Partner.OfCode(session, code) is { } partner)
            return (partner.Active ? new Recipient(partner.Code, partner.Name) : null, entry?.Code == code ? entry.OldCode : entry?.Code);
        return entry is { Active: true } ? (new Recipient(entry.Code, entry.Name), entry.OldCode) : (null, null);
    }

    private const string ExchangeIdOf = """
        select max(exchange_id)
        from dispatch_delivery
        where issue_id = @Id
        """;
}

using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Dispatch.Exchange;

/// <summary>Whom a packet is for, as far as this node is concerned: us under one of our codes, and agencies that collect here.</summary>
internal sealed record Addressees(string? Ours, IReadOnlyList<string> Mailboxes)
{
    public IEnumerable<string> All => Ours is null ? Mailboxes : [Ours, .. Mailboxes];

    /// <summary>
    /// Who they are; refused where the node knows none of them, or all whom it knows are locked. A packet names all recipients wherever
    /// they are; those named beside it (<paramref name="each"/>) are to get it from here, every one of them.
    /// </summary>
    public static async Task<Outcome<Addressees>> Find(ReadSession session, Agency us, IReadOnlyList<string> codes, bool each)
    {
        var house = await OurCodes.Of(session, us);
        var known = await DirectoryEntry.Codes(session, codes.Where(code => !house.Has(code)));
        var partners = await Partner.OfAgencies(session, [.. known.Values]);
        var (ours, mailboxes, unknown, locked) = ((string?)null, new List<string>(), new List<string>(), (string?)null);
        foreach (var code in codes)
        {
            // one item of ours, whichever of us it names; the agency before its units
            if (house.Which(known.GetValueOrDefault(code) ?? new BothCodes(code, code, code)) is { } own)
                ours = own == us.Code ? own : ours ?? own;
            else if (partners.GetValueOrDefault(code) is { } partner)
                (partner.Active ? mailboxes : [locked = partner.Code]).Add(partner.Code);
            else
                unknown.Add(code);
        }

        if (each && unknown.Count > 0)
            return Unknown(unknown);
        if ((ours is not null || mailboxes.Count > 0) && !(each && locked is not null))
            return new Addressees(ours, [.. mailboxes.Distinct()]);
        return locked is null ? Unknown(codes) : Locked(locked);
    }

    private static Refusal Unknown(IReadOnlyList<string> codes) => Refusal.Invalid("packet.receiver-unknown",
        $"Không cơ quan nào nhận gói tin này ở đây: {Some(codes)}.", $"No agency here takes this packet: {Some(codes)}.");

    private static Refusal Locked(string code) => Refusal.Invalid("packet.receiver-locked",
        $"Cơ quan nhận {code} đang bị khóa.", $"The receiver {code} is locked.");

    private static string Some(IReadOnlyList<string> codes) =>
        string.Join(", ", codes.Take(5)) + (codes.Count > 5 ? $" (+{codes.Count - 5})" : "");
}

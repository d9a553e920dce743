using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Intake.Registering;

/// <summary>
/// The drafting unit must be enrolled, and each recipient be an agency that we exchange with, a unit of ours that has a code, or one of the
/// directory: otherwise nobody could review or deliver.
/// </summary>
internal static class DraftParties
{
    public static async Task<Refusal?> Check(OutgoingDraft draft, ReadSession session)
    {
        var partners = new List<Later<IReadOnlyList<Partner>>>();
        foreach (var recipient in draft.Recipients)
            partners.Add(await Partner.Ask(session, recipient.Code));
        if (await Unit.Find(session, draft.DraftingUnitId) is null)
            return Refusal.Invalid("draft.unit-unknown",
                "Đơn vị soạn thảo không có trong danh mục; hãy chọn lại hoặc nhờ quản trị viên khai báo.",
                "The drafting unit is not enrolled; choose another or ask an administrator to enrol it.");

        foreach (var (at, recipient) in draft.Recipients.Index())
        {
            if (!await IsKnown((await partners[at].Answer()).SingleOrDefault(), recipient.Code, session))
                return Refusal.Invalid("draft.recipient-unknown",
                    $"Cơ quan nhận {recipient.Code} ({recipient.Name}) không có trong danh bạ; hãy chọn lại hoặc nhờ quản trị khai báo.",
                    $"The recipient {recipient.Code} ({recipient.Name}) is not in the directory; choose again or ask an administrator.");
        }

        return null;
    }

    /// <summary>The agencies that we exchange with directly, and our own units that have a code.</summary>
    public static async Task<IReadOnlyList<Recipient>> Enrolled(ReadSession session) =>
    [
        .. (await Partner.All(session)).Where(partner => partner.Active).Select(partner => new Recipient(partner.Code, partner.Name)),
        .. (await Unit.All(session)).Where(unit => unit.AgencyCode is not null).Select(unit => new Recipient(unit.AgencyCode!, unit.Name)),
    ];

    /// <summary>Those of these codes, by the names we know them under.</summary>
    public static async Task<IReadOnlyList<Recipient>> Named(IReadOnlyList<string> codes, ReadSession session)
    {
        var named = new List<Recipient>();
        foreach (var code in codes.Distinct())
            named.Add(await Named(code, session));
        return named;
    }

    private static async Task<Recipient> Named(string code, ReadSession session)
    {
        if (await Unit.OfCode(session, code) is { } unit)
            return new Recipient(code, unit.Name);
        if (await Partner.OfAgency(session, code) is { } partner)
            return new Recipient(partner.Code, partner.Name);
        return await DirectoryEntry.Find(session, code) is { } entry ? new Recipient(entry.Code, entry.Name) : new Recipient(code, code);
    }

    // whom an administrator stopped exchanging with is not written to another way
    private static async Task<bool> IsKnown(Partner? partner, string code, ReadSession session)
    {
        if (partner is not null)
            return partner.Active;
        if (await Unit.OfCode(session, code) is not null)
            return true;
        return await Partner.OfAgency(session, code) is { } otherwise
            ? otherwise.Active
            : await DirectoryEntry.Find(session, code) is { Active: true };
    }
}

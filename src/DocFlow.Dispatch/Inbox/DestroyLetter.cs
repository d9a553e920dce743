using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Inbox;

/// <summary>
/// An agency without a system gave a letter back: whatever its sender sent of that document and was opened here is let go of, the letter,
/// requests that repeated it, and their files. A letter of ours lives on in the register: it is our own document.
/// </summary>
internal static class DestroyLetter
{
    private sealed record HeldRow
    {
        public required Guid Id { get; init; }

        public required string Sha256 { get; init; }
    }

    public static async Task Handle(Session session, InboxLetter letter)
    {
        var sender = await DirectoryEntry.Codes(session, letter.FromCode);
        var about = new { letter.AgencyCode, letter.ExchangeId, sender.Said, sender.InForce, sender.Old, session.Now };
        var held = await session.List<HeldRow>(Held, about);
        await session.Execute(DropFiles, about);
        await session.Execute(DropLetters, about);
        foreach (var file in held.DistinctBy(one => one.Sha256))
            await session.Condemn(file.Sha256, file.Id);
    }

    private const string Held = """
        select l.id, l.packet_sha256 as sha256
        from dispatch_inbox_letter l
        where l.agency_code = @AgencyCode and l.exchange_id = @ExchangeId and l.from_code in (@Said, @InForce, @Old)
            and l.destroyed_at is null and not exists (select 1 from dispatch_delivery d where d.id = l.id)
        union all
        select l.id, f.file_sha256 as sha256
        from dispatch_inbox_letter l
        join dispatch_inbox_file f on f.letter_id = l.id
        where l.agency_code = @AgencyCode and l.exchange_id = @ExchangeId and l.from_code in (@Said, @InForce, @Old)
            and f.destroyed_at is null and not exists (select 1 from dispatch_delivery d where d.id = l.id)
        """;

    private const string DropFiles = """
        update dispatch_inbox_file
        set destroyed_at = @Now
        where destroyed_at is null and letter_id in (
            select id
            from dispatch_inbox_letter
            where agency_code = @AgencyCode and exchange_id = @ExchangeId and from_code in (@Said, @InForce, @Old))
        """;

    private const string DropLetters = """
        update dispatch_inbox_letter
        set destroyed_at = @Now
        where agency_code = @AgencyCode and exchange_id = @ExchangeId and from_code in (@Said, @InForce, @Old) and destroyed_at is null
        """;
}

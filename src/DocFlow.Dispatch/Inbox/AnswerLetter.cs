using DocFlow.Contracts;
using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Inbox;

/// <summary>
/// A person of an agency without a system accepts a letter (03) or refuses it with a reason (02), agrees (15) to what its sender asks
/// about it, or refuses that with a reason (16).
/// </summary>
public sealed class AnswerLetter(Database database, SayStatus say)
{
    private const int LongestReason = 1000;

    /// <summary>Which letter, what of 02, 03, 15 and 16, and why.</summary>
    public sealed record Command(Guid LetterId, string Status, string? Reason);

    /// <summary>Says it to the exchange and keeps that it was said; of two who answer at once one is told that it was answered.</summary>
    public async Task<Outcome<Accepted>> Handle(Command command, Actor actor, CancellationToken stop)
    {
        var code = new StatusCode(command.Status);
        var reason = string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim();
        if (code.NeedsReason && reason is not { Length: >= 3 and <= LongestReason })
            return NoReason;
        if (await database.Read(session => InboxLetter.OfPerson(session, actor, command.LetterId), stop) is not var (agency, letter))
            return Mailbox.Unknown;
        if (Moves(letter, code) is not { } move)
            return NotNow;

        return await say.Handle(
            new SayStatus.Word(letter, code, reason), agency, actor, session => Keep(session, (letter, move), (code, reason), actor), stop);
    }

    private static async Task<Refusal?> Keep(
        Session session, (InboxLetter Letter, string Move) what, (StatusCode Code, string? Reason) said, Actor actor)
    {
        var letter = what.Letter;
        var sender = await DirectoryEntry.Codes(session, letter.FromCode);
        var moved = await session.Execute(what.Move, new
        {
            letter.Id,
            letter.AgencyCode,
            letter.ExchangeId,
            sender.Said,
            sender.InForce,
            sender.Old,
            Status = said.Code.Raw,
            said.Reason,
            session.Now,
            actor.FullName,
        });
        if (moved == 0)
            return NotNow;
        if (said.Code == StatusCode.ChangeAgreed && letter.Asked == PacketBusiness.Recall)
            await DestroyLetter.Handle(session, letter);
        await session.Record(letter.Id, "inbox-answered", actor, new { letter.AgencyCode, letter.ExchangeId, said.Code.Raw, said.Reason });
        return null;
    }

    // what may be said now, and the statement that keeps it
    private static string? Moves(InboxLetter letter, StatusCode code)
    {
        if (code == StatusCode.Accepted || code == StatusCode.Rejected)
            return letter is { Status: null, Business: 0, IsGivenBack: false } ? KeepStatus : null;
        if ((code != StatusCode.ChangeAgreed && code != StatusCode.ChangeRefused) || !letter.IsAsked)
            return null;
        return letter.Asked == PacketBusiness.Recall ? KeepRecallAnswer : KeepAnswer;
    }

    private static Refusal NoReason { get; } = Refusal.Invalid("inbox.no-reason",
        "Hãy ghi lý do, từ 3 đến 1000 ký tự; nơi gửi đọc được lý do này.",
        "Say why, in 3 to 1000 characters; the sender reads it.");

    private static Refusal NotNow { get; } = Refusal.Conflict("inbox.answered",
        "Văn bản này đã được trả lời như vậy rồi, hoặc nơi gửi chưa đề nghị gì; hãy tải lại trang.",
        "This was answered before, or its sender asks nothing; reload the page.");

    private const string KeepStatus = """
        update dispatch_inbox_letter
        set status = @Status, status_reason = @Reason, status_at = @Now, status_by_name = @FullName
        where id = @Id and status is null and destroyed_at is null
        """;

    private const string KeepAnswer = """
        update dispatch_inbox_letter
        set asked_answer = @Status, asked_by_name = @FullName
        where id = @Id and asked_answer is null
        """;

    // a recall that is a packet of its own speaks of the letter that its sender sent under the same document
    private const string KeepRecallAnswer = """
        update dispatch_inbox_letter
        set asked_answer = @Status, asked_by_name = @FullName, asked_business = 1
        where agency_code = @AgencyCode and exchange_id = @ExchangeId and from_code in (@Said, @InForce, @Old)
            and (id = @Id or business in (0, 3)) and asked_answer is null
        """;
}

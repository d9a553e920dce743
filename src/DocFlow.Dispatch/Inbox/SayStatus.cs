using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Inbox;

/// <summary>
/// What an agency without a system says about a letter becomes a status packet of that agency, and comes in like any other's.
/// </summary>
public sealed class SayStatus(ContentStore content, AcceptPacket accept, TimeProvider clock)
{
    /// <summary>About which letter, what, and why.</summary>
    public sealed record Word(InboxLetter Letter, StatusCode Code, string? Reason);

    /// <summary>
    /// Says it in one transaction with what <paramref name="keep"/> writes: neither is without the other. Refused as the exchange, or that,
    /// refuses it.
    /// </summary>
    public async Task<Outcome<Accepted>> Handle(
        Word word, Partner agency, Actor actor, Func<Session, Task<Refusal?>> keep, CancellationToken stop)
    {
        WriteReport? report = null;
        var stored = await content.Put(
            to =>
            {
                report = PacketWriter.WriteStatus(to, Packet(word, agency, actor));
                return Task.CompletedTask;
            }, stop);
        if (report!.Outcome != WriteOutcome.Written)
            return NotWritten(report.Errors);
        return await accept.Handle(stored, new PacketSource(agency.Code, agency.Name, PacketWay.Inbox), keep, stop);
    }

    internal static Refusal NotWritten(IReadOnlyList<Finding> errors) => Refusal.Invalid("inbox.not-written",
        "Chưa gửi được: " + string.Join(" ", errors.Take(5).Select(error => error.Vietnamese)),
        "It could not be sent: " + string.Join(" ", errors.Take(5).Select(error => error.English)));

    private StatusPacket Packet(Word word, Partner agency, Actor actor) => new()
    {
        From = new Organization { OrganId = agency.Code, OrganName = agency.Name },
        ResponseFor = About(word.Letter),
        StaffInfo = new StaffInfo { Staff = actor.FullName },
        StatusCode = word.Code,
        Description = word.Reason ?? word.Code.Vietnamese,
        Timestamp = PacketTime.At(clock.GetUtcNow()),
    };

    /// <summary>The letter as an answer names it.</summary>
    internal static ResponseFor About(InboxLetter letter) => new()
    {
        OrganId = letter.FromCode,
        Code = letter.Code,
        PromulgationDate = letter.IssuedOn is { } day ? PacketDate.On(day) : null,
        DocumentId = letter.ExchangeId,
    };
}

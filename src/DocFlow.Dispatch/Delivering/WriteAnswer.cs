using DocFlow.Contracts;
using DocFlow.Dispatch.Recalling;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// Writes what we answer or ask: a status packet, or a document message, which an update always is, and a recall where the peer on its way
/// wants it so. The same row gives the same bytes.
/// </summary>
public sealed class WriteAnswer(Database database, ContentStore content, WritePacket documents)
{
    /// <summary>The packet, and what kind of document message it is where it is one; or why it could not be written.</summary>
    public sealed record Answer(StoredFile? Packet, PacketBusiness? Business, string? Why);

    internal async Task<Answer> Handle(AnswerRow answer, Route route, Organization from, CancellationToken stop)
    {
        // written before for another way: whoever it goes to takes both forms of a recall
        if (answer is { Business: { } before, PacketSha256: { } sha256, PacketLength: { } length })
            return new Answer(new StoredFile(sha256, length), (PacketBusiness)before, null);
        var asksBack = answer.Status == StatusCode.RecallAsked.Raw && route.RecallsByMessage;
        return answer.Business is not null || asksBack ? await Document(answer.Id, route, stop) : await Status(answer, route, from);
    }

    private async Task<Answer> Document(Guid id, Route route, CancellationToken stop)
    {
        var (request, copy) = await database.Read(async session =>
        {
            var asked = (await CopyRequest.Find(session, id))!;
            return (asked, await session.One<DeliveryRow>(CopyOf, new { Id = asked.DeliveryId }));
        }, stop);
        using var letter = new LetterAtHand(request.IssueId, database, content);
        var (packet, _, why) = await documents.Ask(copy, request, letter, route.Layout, stop);
        return new Answer(packet, request.Kind, why);
    }

    private async Task<Answer> Status(AnswerRow answer, Route route, Organization from)
    {
        WriteReport? report = null;
        var packet = await content.Put(to =>
        {
            report = PacketWriter.WriteStatus(to, Packet(answer, from), new WriteSettings { Layout = route.Layout });
            return Task.CompletedTask;
        });
        return report!.Outcome == WriteOutcome.Written
            ? new Answer(packet, null, null)
            : new Answer(null, null, string.Join(" ", report.Errors.Select(error => error.Vietnamese)));
    }

    private static StatusPacket Packet(AnswerRow answer, Organization from) => new()
    {
        From = from,
        ResponseFor = new ResponseFor
        {
            OrganId = answer.ToCode,
            Code = answer.DocumentCode,
            PromulgationDate = answer.IssuedOn is { } day ? PacketDate.On(day) : null,
            DocumentId = answer.ExchangeId,
        },
        StaffInfo = answer.Department is null && answer.Staff is null
            ? null
            : new StaffInfo { Department = answer.Department, Staff = answer.Staff },
        StatusCode = new StatusCode(answer.Status),
        Description = answer.Description ?? new StatusCode(answer.Status).Vietnamese,
        Timestamp = PacketTime.At(answer.GivenAt),
    };

    private const string CopyOf = $"""
        select {DeliveryRow.Columns}
        from dispatch_delivery
        where id = @Id
        """;
}

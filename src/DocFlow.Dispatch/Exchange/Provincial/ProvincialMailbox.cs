using System.Globalization;
using DocFlow.Dispatch.Exchange.Vxp;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Provincial;

/// <summary>
/// GET /exchange/v1/syncReceivedEdocList, POST /exchange/v1/updateStatus: what waits for the calling agency, and its word that it has it.
/// </summary>
public sealed class ProvincialMailbox(ProvincialGate gate, Database database)
{
    private static readonly DateOnly Earliest = new(1970, 1, 1);
    private static readonly DateOnly Latest = new(9000, 1, 1);

    public sealed record Word(string? DocId, string? Status);

    internal static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/syncReceivedEdocList", (
            string? messageType, string? fromDate, string? toDate, HttpRequest request, ProvincialMailbox box) =>
            box.List(messageType ?? PacketRow.Document, (fromDate, toDate), request));
        v1.MapPost("/updateStatus", (HttpRequest request, ProvincialMailbox box) => box.Acknowledge(request));
    }

    private async Task<IResult> List(string kind, (string? From, string? To) days, HttpRequest request)
    {
        var stop = request.HttpContext.RequestAborted;
        var partner = await gate.Check(request, stop);
        if (partner.Refusal is { } stranger)
            return ProvincialAnswer.Refused(stranger);
        if (kind is not (PacketRow.Document or PacketRow.Status))
            return ProvincialAnswer.Refused(ListReceived.KindUnknown);
        if (Day(days.From, Earliest) is not { } from || Day(days.To, Latest) is not { } to)
            return ProvincialAnswer.Refused(DayUnclear);
        var rows = await database.Read(async session =>
        {
            var us = await Agency.Find(session);
            var lines = await Mailbox.Waiting(session, partner.Answer, kind, (Midnight(from), Midnight(to.AddDays(1))));
            return lines.Select(line => Row(line, kind, us?.Code ?? "")).ToArray();
        }, stop);
        return ProvincialAnswer.Done(("count", rows.Length), ("data", rows));
    }

    private async Task<IResult> Acknowledge(HttpRequest request)
    {
        var stop = request.HttpContext.RequestAborted;
        var partner = await gate.Check(request, stop);
        if (partner.Refusal is { } stranger)
            return ProvincialAnswer.Refused(stranger);
        var word = await JsonBody.Read<Word>(request, stop);
        if (word.Refusal is { } unclear)
            return ProvincialAnswer.Refused(unclear);
        if (!Guid.TryParse(word.Answer.DocId, out var id))
            return ProvincialAnswer.Refused(Mailbox.Unknown);
        var said = word.Answer.Status?.ToLowerInvariant() ?? "";
        var outcome = await database.Write(session => AcknowledgeMail.Handle(session, partner.Answer, id, said), stop);
        return outcome.Refusal is { } refusal
            ? ProvincialAnswer.Refused(refusal)
            : ProvincialAnswer.Done(("data", new { docId = id, status = outcome.Answer }));
    }

    private static object Row(MailboxLine line, string kind, string us) => new
    {
        docId = line.Id,
        serviceType = "eDoc",
        messageType = kind,
        from = line.IsOurs ? us : line.FromCode,
        to = line.ToCode,
        status = line.IsOurs ? PacketCopy.Initial : line.State,
        statusDesc = line.Subject,
        createdTime = ListReceived.Time(line.CreatedAt),
        updatedTime = ListReceived.Time(line.ChangedAt),
    };

    private static DateOnly? Day(string? text, DateOnly otherwise)
    {
        if (string.IsNullOrEmpty(text))
            return otherwise;
        return DateOnly.TryParseExact(text, "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day < Latest ? day : Latest
            : null;
    }

    private static DateTimeOffset Midnight(DateOnly day) => ListReceived.Within(day.ToDateTime(TimeOnly.MinValue));

    private static Refusal DayUnclear { get; } = Refusal.Invalid("exchange.day-unclear",
        "Ngày phải có dạng YYYY/MM/DD.", "A day has the form YYYY/MM/DD.");
}

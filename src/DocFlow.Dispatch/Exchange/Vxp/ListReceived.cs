using System.Globalization;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Dispatch.Exchange.Vxp;

/// <summary>
/// POST /exchange/vxp/getReceivedEdocList: what waits for the calling agency, the oldest first; GET countReceiveEdoc and
/// countReceiveStatus: how much.
/// </summary>
public static class ListReceived
{
    private const string TimeForm = "dd/MM/yyyy HH:mm:ss";
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static void Map(IEndpointRouteBuilder vxp)
    {
        vxp.MapPost("/getReceivedEdocList", async (HttpRequest request, ExchangeGate gate) =>
            VxpEnvelope.Of(await gate.Let(request, Handle)));
        vxp.MapGet("/countReceiveEdoc", Counting(PacketRow.Document));
        vxp.MapGet("/countReceiveStatus", Counting(PacketRow.Status));
    }

    private static async Task<Outcome<object[]>> Handle(Session session, Caller caller)
    {
        var kind = caller.Call["messagetype"] ?? PacketRow.Document;
        if (kind is not (PacketRow.Document or PacketRow.Status))
            return KindUnknown;
        if (Moment(caller.Call["fromDate"], Earliest) is not { } from || Moment(caller.Call["toDate"], Latest) is not { } to)
            return TimeUnclear;
        var us = await Agency.Find(session);
        var lines = await Mailbox.Waiting(session, caller.Agency, kind, (from, to));
        return lines.Select(line => Row(line, kind, us?.Code ?? "")).ToArray();
    }

    private static object Row(MailboxLine line, string kind, string us) => new Dictionary<string, object>
    {
        ["docId"] = line.Id,
        ["serviceType"] = "eDoc",
        ["messageType"] = kind,
        ["created_time"] = Time(line.CreatedAt),
        ["updated_time"] = Time(line.ChangedAt),
        ["from"] = line.IsOurs ? us : line.FromCode,
        ["to"] = line.ToCode,
        ["status"] = line.IsOurs ? PacketCopy.Initial : line.State,
        ["status_desc"] = line.Subject,
        ["hash_file"] = line.Sha256,
        ["length"] = line.Length,
        ["documentId"] = line.ExchangeId,
        ["notation"] = line.Code,
    };

    private static Func<HttpRequest, ExchangeGate, Task<IResult>> Counting(string kind) => async (request, gate) =>
        VxpEnvelope.Of(await gate.Let(request, async (session, caller) =>
            (Outcome<long>)await Mailbox.Count(session, caller.Agency, kind)), "count");

    internal static string Time(DateTimeOffset moment) => moment.InOffice().ToString(TimeForm, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Moment(string? text, DateTimeOffset otherwise)
    {
        if (text is null)
            return otherwise;
        return DateTime.TryParseExact(text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wallClock)
            ? Within(wallClock)
            : null;
    }

    // .NET systems say 01/01/0001 where they mean any time: not every wall clock has a moment at our offset
    internal static DateTimeOffset Within(DateTime wallClock) => wallClock < Earliest.DateTime ? Earliest
        : wallClock > Latest.DateTime ? Latest
        : new DateTimeOffset(wallClock, TimeSpan.FromHours(7));

    internal static Refusal KindUnknown { get; } = Refusal.Invalid("exchange.kind-unknown",
        "messagetype phải là edoc hoặc status.", "The messagetype is edoc or status.");

    private static Refusal TimeUnclear { get; } = Refusal.Invalid("exchange.time-unclear",
        $"Thời gian phải có dạng {TimeForm}.", $"A time has the form {TimeForm}.");
}

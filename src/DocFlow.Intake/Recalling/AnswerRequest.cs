using DocFlow.Contracts;
using DocFlow.Intake.Packets;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Intake.Recalling;

/// <summary>Tells the agency that asked: about the document it asked about, also where we never had it or it is not theirs.</summary>
internal static class AnswerRequest
{
    public static async Task Handle(SenderRequest request, AskedDocument asked, TellSender.Word word, Session session)
    {
        if (request.Kind != PacketBusiness.Replace && asked.Packets is [var packet, ..])
            await TellSender.Say(packet with { FromCode = request.FromCode }, word, session);
        else
            await TellSender.Say(await Stranger(request, asked, session), word, session);
    }

    // a replacement is answered under the id of the new document, which is what its sender waits for
    private static async Task<PacketRow> Stranger(SenderRequest request, AskedDocument asked, Session session)
    {
        var change = request is { Kind: PacketBusiness.Replace, Change: { } json } ? RequestedChange.Read(json) : null;
        return new PacketRow
        {
            Id = request.PacketId,
            FromCode = request.FromCode,
            FromName = request.FromName ?? request.FromCode,
            ToCode = asked.Packets is [var packet, ..] ? packet.ToCode : (await Agency.Need(session)).Answer.Code,
            ExchangeId = change?.ExchangeId ?? request.ExchangeId,
            Code = change?.Code ?? request.Code,
            IssuedOn = change?.IssuedOn,
            State = PacketState.Waiting,
            DocumentId = asked.DocumentId,
        };
    }
}

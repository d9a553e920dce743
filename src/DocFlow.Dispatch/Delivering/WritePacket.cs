using System.Globalization;
using DocFlow.Contracts;
using DocFlow.Dispatch.Numbering;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Delivering;

/// <summary>Writes the edXML packet (QCVN 102) of one copy into the content store: one recipient, the issued PDF, its metadata.</summary>
public sealed class WritePacket(ContentStore content, NumberingRules numbering)
{
    /// <summary>The packet as stored, with the trail's root that it gives away; or why it could not be written.</summary>
    public sealed record Answer(StoredFile? Packet, string? TrailRoot, string? Why);

    /// <summary>What an update corrects of an issued document, in a packet of its own.</summary>
    public sealed record Correction(Guid PacketId, string Reason, string? Subject, DateOnly? ReplyBy);

    /// <summary>The packet of a copy, as its recipient's software wants it.</summary>
    public async Task<Answer> Handle(DeliveryRow delivery, LetterAtHand atHand, Layout layout, CancellationToken stop)
    {
        var (letter, agency, root) = await atHand.Look(stop);
        if (agency.Refusal is { } refusal)
            return new Answer(null, null, refusal.Vi);

        await using var file = await atHand.Open(stop);
        var replaced = atHand.Replaced.GetValueOrDefault(delivery.RecipientCode);
        var packet = new OutgoingPacket(
            delivery.Id, Document(delivery, letter, agency.Answer, replaced), [Attachment(letter, file, root)]);
        return await Put(packet, layout, root?.Hash, stop);
    }

    /// <summary>A packet that corrects a copy: its full new header, without the file, which stays as it was issued.</summary>
    public async Task<Answer> Update(DeliveryRow copy, LetterAtHand atHand, Correction correction, CancellationToken stop)
    {
        var (letter, agency, root) = await atHand.Look(stop);
        if (agency.Refusal is { } refusal)
            return new Answer(null, null, refusal.Vi);
        var issued = Document(copy, letter, agency.Answer, replaced: null);
        var header = issued.Header with
        {
            Subject = correction.Subject ?? issued.Header.Subject,
            DueDate = correction.ReplyBy is { } day ? PacketDate.On(day) : issued.Header.DueDate,
        };
        var update = new Bussiness
        {
            DocType = BussinessDocType.Update,
            DocumentId = header.DocumentId,
            Reason = correction.Reason,
            Change = new DocumentChange(1, null, null),
        };
        var packet = new OutgoingPacket(correction.PacketId, issued with { Header = header, Bussiness = update }, []);
        return await Put(packet, (await atHand.RouteOf(copy, stop)).Layout, root?.Hash, stop);
    }

    private async Task<Answer> Put(OutgoingPacket packet, Layout layout, string? root, CancellationToken stop)
    {
        WriteReport? report = null;
        var stored = await content.Put(
            to =>
            {
                report = PacketWriter.WriteDocument(to, packet, new WriteSettings { Layout = layout }, stop);
                return Task.CompletedTask;
            }, stop);
        return report!.Outcome == WriteOutcome.Written
            ? new Answer(stored, root, null)
            : new Answer(null, null, string.Join(" ", report.Errors.Select(error => error.Vietnamese)));
    }

    /// <summary>The document's key at every agency: code of the issuer, date, number and notation.</summary>
    public static string ExchangeId(string agencyCode, DateOnly datedOn, int number, string notation) =>
        new DocumentId(agencyCode, datedOn, new DocumentCode(NumberingRules.Digits(number), notation)).ToString();

    private DocumentPacket Document(DeliveryRow delivery, LetterAtHand.LetterRow letter, Agency agency, string? replaced) => new()
    {
        Header = Header(delivery, letter, agency),
        Trace = [new TraceHeader(agency.Code, PacketTime.At(letter.IssuedAt))],
        Bussiness = replaced is null
            ? new Bussiness { DocType = BussinessDocType.New }
            : new Bussiness
            {
                DocType = BussinessDocType.Replace,
                Replaces = [new Replacement(replaced, [delivery.RecipientCode])],
            },
    };

    private MessageHeader Header(DeliveryRow delivery, LetterAtHand.LetterRow letter, Agency agency)
    {
        var (draft, signatory) = (letter.Said.Draft, letter.Said.Signatory);
        var type = numbering.Of(draft.TypeName);
        return new MessageHeader
        {
            From = new Organization { OrganId = agency.Code, OrganName = agency.Name, OrganizationInCharge = agency.Superior },
            To = [new Organization { OrganId = delivery.RecipientCode, OrganName = delivery.RecipientName }],
            Code = new DocumentCode(NumberingRules.Digits(letter.Number), draft.Notation),
            PromulgationInfo = new PromulgationInfo(agency.Place, PacketDate.On(letter.DatedOn)),
            DocumentType = new DocumentType(type?.Group, type?.GroupNumber, draft.TypeName),
            Subject = draft.Subject,
            SignerInfo = new SignerInfo(signatory.Authority, signatory.Position, signatory.FullName),
            DueDate = draft.ReplyBy is { } day ? PacketDate.On(day) : null,
            ToPlaces = [.. draft.Recipients.Select(recipient => recipient.Name)],
            OtherInfo = new OtherInfo
            {
                Priority = (int)draft.Urgency,
                PageAmount = draft.Pages,
                PromulgationAmount = draft.Recipients.Count,
            },
            ResponseFor = draft.Answers is { } answered ? [Named(answered)] : [],
            DocumentId = ExchangeId(agency.Code, letter.DatedOn, letter.Number, draft.Notation),
        };
    }

    // longer than any reader takes is left out: the letter goes nevertheless
    private static ResponseFor Named(AnsweredDocument answered) => new()
    {
        OrganId = Within(AgencyCode.Longest, answered.OrganId),
        Code = Within(50, answered.Code),
        PromulgationDate = answered.IssuedOn is { } day ? PacketDate.On(day) : null,
        DocumentId = Within(200, answered.ExchangeId),
    };

    private static string? Within(int most, string? text) => text?.Length is > 0 and var length && length <= most ? text : null;

    private static AttachmentToSend Attachment(LetterAtHand.LetterRow letter, Stream packed, TrailRoot? root)
    {
        var code = NumberingRules.CodeOf(letter.Number, letter.Said.Draft.Notation).Replace('/', '-').Replace('\\', '-');
        return new AttachmentToSend(string.Create(CultureInfo.InvariantCulture, $"{code}.pdf"), "application/pdf", () => packed)
        {
            IsPacked = true,
            // promise 5: roots are given away, so that nobody can rewrite the trail unseen
            Description = root is null ? null : $"DocFlow trail root {root.Number}: {root.Hash}",
        };
    }
}

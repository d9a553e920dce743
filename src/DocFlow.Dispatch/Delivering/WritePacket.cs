using System.Globalization;
using DocFlow.Contracts;
using DocFlow.Dispatch.Numbering;
using DocFlow.Dispatch.Recalling;
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

    /// <summary>The packet of a copy, as its recipient's software wants it.</summary>
    public async Task<Answer> Handle(DeliveryRow delivery, LetterAtHand atHand, Layout layout, CancellationToken stop)
    {
        var facts = await atHand.Look(stop);
        var (letter, agency, root) = facts;
        if (agency.Refusal is { } refusal)
            return new Answer(null, null, refusal.Vi);

        await using var file = await atHand.Open(stop);
        var replaced = atHand.Replaced.GetValueOrDefault(delivery.RecipientCode);
        var packet = new OutgoingPacket(
            delivery.Id, Document(delivery, facts, replaced), [Attachment(letter, file, root)]);
        return await Put(packet, layout, root?.Hash, stop);
    }

    /// <summary>
    /// A document message that asks something about a copy (type 1 or 2): the full header, as an update corrects it, without the file,
    /// which stays as it was issued.
    /// </summary>
    public async Task<Answer> Ask(
        DeliveryRow copy, CopyRequest request, LetterAtHand atHand, Layout layout, CancellationToken stop)
    {
        var facts = await atHand.Look(stop);
        if (facts.Agency.Refusal is { } refusal)
            return new Answer(null, null, refusal.Vi);
        var correction = request.Change is { } change ? Correction.Read(change) : null;
        var issued = Document(copy, facts with { Words = correction?.Now ?? facts.Words }, replaced: null);
        var asks = new Bussiness
        {
            DocType = (BussinessDocType)request.Kind,
            // official recalls repeat the header and do not name the document again
            DocumentId = correction is null ? null : issued.Header.DocumentId,
            Reason = request.Reason,
            Change = correction?.ToChange(),
            StaffInfo = new StaffInfo { Staff = request.AskedByName },
        };
        var packet = new OutgoingPacket(request.Id, issued with { Bussiness = asks }, []);
        return await Put(packet, layout, facts.Root?.Hash, stop);
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

    private DocumentPacket Document(DeliveryRow delivery, LetterAtHand.Facts facts, string? replaced) => new()
    {
        Header = Header(delivery, facts, facts.Agency.Answer),
        Trace = [new TraceHeader(facts.Agency.Answer.Code, PacketTime.At(facts.Letter.IssuedAt))],
        Bussiness = replaced is null
            ? new Bussiness { DocType = BussinessDocType.New }
            : new Bussiness
            {
                DocType = BussinessDocType.Replace,
                Replaces = [new Replacement(replaced, [delivery.RecipientCode])],
            },
    };

    private MessageHeader Header(DeliveryRow delivery, LetterAtHand.Facts facts, Agency agency)
    {
        var (letter, words) = (facts.Letter, facts.Words);
        var (draft, signatory) = (letter.Said.Draft, letter.Said.Signatory);
        var type = numbering.Of(draft.TypeName);
        return new MessageHeader
        {
            From = new Organization { OrganId = agency.Code, OrganName = agency.Name, OrganizationInCharge = agency.Superior },
            To = [new Organization { OrganId = delivery.RecipientCode, OrganName = delivery.RecipientName }],
            Code = new DocumentCode(NumberingRules.Digits(letter.Number), draft.Notation),
            PromulgationInfo = new PromulgationInfo(agency.Place, PacketDate.On(letter.DatedOn)),
            DocumentType = new DocumentType(type?.Group, type?.GroupNumber, draft.TypeName),
            Subject = words.Subject,
            SignerInfo = new SignerInfo(signatory.Authority, signatory.Position, signatory.FullName),
            DueDate = words.ReplyBy is { } day ? PacketDate.On(day) : null,
            ToPlaces = [.. facts.Recipients.Select(recipient => recipient.Name)],
            OtherInfo = new OtherInfo
            {
                Priority = (int)words.Urgency,
                PageAmount = draft.Pages,
                PromulgationAmount = facts.Recipients.Count,
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

using System.Security.Cryptography;
using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Inbox;

/// <summary>
/// A person of an agency without a system answers a letter with a signed PDF: it becomes a packet from that agency to the letter's sender,
/// and comes in like any other's.
/// </summary>
public sealed class ReplyLetter(Database database, ContentStore content, UnpackLetter unpack, AcceptPacket accept)
{
    private const long Largest = 100_000_000;

    /// <summary>The answer as its letterhead says it.</summary>
    public sealed record Command(Guid LetterId, string Number, string Notation, DateOnly IssuedOn, string Subject)
    {
        public string? Place { get; init; }

        public string? SignerPosition { get; init; }

        public string? SignerName { get; init; }
    }

    /// <summary>Sends it; the same answer again is the same packet.</summary>
    public async Task<Outcome<Accepted>> Handle(Command command, Stream pdf, Actor actor, CancellationToken stop)
    {
        if (await database.Read(session => InboxLetter.OfPerson(session, actor, command.LetterId), stop) is not var (agency, letter))
            return Mailbox.Unknown;
        var file = await content.Put(pdf, Largest, (received, _) => Task.FromResult(Examine(received)), stop);
        if (file.Refusal is { } unusable)
            return unusable;

        var packet = await Write(command, (agency, letter), file.Answer, stop);
        if (packet.Refusal is { } refused)
            return refused;
        var accepted = await accept.Handle(packet.Answer, new PacketSource(agency.Code, agency.Name, PacketWay.Inbox), stop);
        if (accepted.Refusal is null)
            await database.Write(session => Keep(session, letter, command, (actor, packet.Answer.Sha256)), stop);
        return accepted;
    }

    private Refusal? Examine(FileStream received)
    {
        var head = new byte[5];
        if (received.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan().SequenceEqual("%PDF-"u8))
            return NotPdf;
        received.Position = 0;
        var found = unpack.Verify(received);
        if (found.Count == 0)
            return Unsigned;
        return found.FirstOrDefault(signature => !signature.IsIntact) is { } broken ? Broken(broken) : null;
    }

    private async Task<Outcome<StoredFile>> Write(
        Command command, (Partner Agency, InboxLetter Letter) who, StoredFile file, CancellationToken stop)
    {
        await using var pdf = await content.Open(file.Sha256, stop);
        var document = Document(command, who.Agency, who.Letter);
        var name = $"{command.Number}-{command.Notation}".Replace('/', '-').Replace('\\', '-') + ".pdf";
        var outgoing = new OutgoingPacket(IdOf(who.Letter.Id, document, file), document, [new(name, "application/pdf", () => pdf)]);
        WriteReport? report = null;
        var stored = await content.Put(
            to =>
            {
                report = PacketWriter.WriteDocument(to, outgoing, settings: null, stop);
                return Task.CompletedTask;
            }, stop);
        return report!.Outcome == WriteOutcome.Written ? stored : SayStatus.NotWritten(report.Errors);
    }

    private static DocumentPacket Document(Command command, Partner agency, InboxLetter letter)
    {
        var code = new DocumentCode(command.Number.Trim(), command.Notation.Trim());
        return new DocumentPacket
        {
            Header = new MessageHeader
            {
                From = new Organization { OrganId = agency.Code, OrganName = agency.Name },
                To = [new Organization { OrganId = letter.FromCode, OrganName = letter.FromName }],
                Code = code,
                PromulgationInfo = new PromulgationInfo(command.Place?.Trim(), PacketDate.On(command.IssuedOn)),
                DocumentType = new DocumentType(null, null, "Công văn"),
                Subject = command.Subject.Trim(),
                SignerInfo = new SignerInfo(null, command.SignerPosition?.Trim(), command.SignerName?.Trim()),
                ResponseFor = [SayStatus.About(letter)],
                DocumentId = new DocumentId(agency.Code, command.IssuedOn, code).ToString(),
            },
            Bussiness = new Bussiness { DocType = BussinessDocType.New },
        };
    }

    // the same answer gives the same bytes, so that it is recorded once however often it is sent
    private static Guid IdOf(Guid letter, DocumentPacket document, StoredFile file) =>
        new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{letter}|{document.Header.DocumentId}|{file.Sha256}")).AsSpan(0, 16));

    private static async Task Keep(Session session, InboxLetter letter, Command command, (Actor Actor, string Sha256) by)
    {
        var code = $"{command.Number.Trim()}/{command.Notation.Trim()}";
        await session.Keep(KeepReply, new { letter.Id, Code = code, session.Now, by.Actor.FullName });
        await session.Record(letter.Id, "inbox-replied", by.Actor, new { letter.AgencyCode, letter.ExchangeId, code, by.Sha256 });
    }

    private static Refusal NotPdf { get; } = Refusal.Invalid("inbox.reply-not-pdf",
        "Văn bản trả lời phải là tệp PDF.", "The answer must be a PDF.");

    private static Refusal Unsigned { get; } = Refusal.Invalid("inbox.reply-unsigned",
        "Tệp PDF chưa có chữ ký số; hãy ký rồi gửi lại.", "The PDF bears no digital signature; sign it and send it again.");

    private static Refusal Broken(SignatureFound signature) => Refusal.Invalid("inbox.reply-broken",
        $"Chữ ký của {signature.Signer} không hợp lệ: {signature.Vi}", $"The signature of {signature.Signer} is not valid: {signature.En}");

    private const string KeepReply = """
        update dispatch_inbox_letter
        set reply_code = @Code, reply_at = @Now, reply_by_name = @FullName
        where id = @Id
        """;
}

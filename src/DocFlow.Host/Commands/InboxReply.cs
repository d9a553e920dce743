using System.CommandLine;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Writing;

namespace DocFlow.Host.Commands;

/// <summary>docflow agency inbox answer: a signed PDF becomes a packet to the sender of one that was fetched.</summary>
internal static class InboxReply
{
    private static readonly Option<FileInfo> Pdf = new Option<FileInfo>("--file") { Description = "the signed PDF", Required = true }
        .AcceptExistingOnly();

    private static readonly Option<string> Number = new("--number") { Description = "its number, such as 12", Required = true };
    private static readonly Option<string> Notation = new("--notation") { Description = "its notation, such as UBND-VP", Required = true };
    private static readonly Option<DateOnly> Date = new("--date") { Description = "its date, such as 2026-02-04", Required = true };
    private static readonly Option<string> Subject = new("--subject") { Description = "what it is about", Required = true };
    private static readonly Option<string?> Place = new("--place") { Description = "the place before its date" };
    private static readonly Option<string?> Signer = new("--signer") { Description = "who signed it" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = InboxAccess.Create("answer", "Answer the document of a packet with a signed PDF; given again it is the same packet.",
            InboxAnswers.Packet, Pdf, Number, Notation, Date, Subject, Place, Signer);
        command.SetAction((parsed, stop) => InboxAccess.Run(parsed, there => Send(there, parsed, stop), handed => $"sent: {handed.DocId}"));
        return command;
    }

    private static async Task<TransportAnswer<Handed>> Send(ITransport there, ParseResult parsed, CancellationToken stop)
    {
        var answered = InboxAnswers.Read(parsed.GetValue(InboxAnswers.Packet)!, stop);
        if (answered.Fault is { } fault)
            return fault;
        var document = Document(parsed, answered.Value);
        using var bytes = new MemoryStream();
        await using var pdf = parsed.GetValue(Pdf)!.OpenRead();
        var name = document.Header.Code.ToString().Replace('/', '-') + ".pdf";
        var report = PacketWriter.WriteDocument(
            bytes, new OutgoingPacket(Guid.Empty, document, [new(name, "application/pdf", () => pdf)]), settings: null, stop);
        return report.Outcome == WriteOutcome.Written
            ? await InboxAnswers.Hand(
                there, PacketKind.Document, bytes.ToArray(), (document.Header.From.OrganId, document.Header.To[0].OrganId), stop)
            : InboxAnswers.NotWritten(report);
    }

    private static DocumentPacket Document(ParseResult parsed, DocumentPacket answered)
    {
        var (code, name) = InboxAccess.Agency(parsed);
        var number = new DocumentCode(parsed.GetValue(Number)!, parsed.GetValue(Notation)!);
        var day = parsed.GetValue(Date);
        return new DocumentPacket
        {
            Header = new MessageHeader
            {
                From = new Organization { OrganId = code, OrganName = name },
                To = [answered.Header.From],
                Code = number,
                PromulgationInfo = new PromulgationInfo(parsed.GetValue(Place), PacketDate.On(day)),
                DocumentType = new DocumentType(null, null, "Công văn"),
                Subject = parsed.GetValue(Subject)!,
                SignerInfo = parsed.GetValue(Signer) is { } signer ? new SignerInfo(null, null, signer) : null,
                ResponseFor = [InboxAnswers.About(answered)],
                DocumentId = new DocumentId(code, day, number).ToString(),
            },
            Bussiness = new Bussiness { DocType = BussinessDocType.New },
        };
    }
}

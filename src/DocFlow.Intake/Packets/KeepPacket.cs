using DocFlow.Contracts;
using DocFlow.EdXml;
using DocFlow.EdXml.Reading;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies.Directory;
using DocFlow.Platform.Trail;

namespace DocFlow.Intake.Packets;

/// <summary>Writes an opened packet down: one item on the clerk's desk, its files, and the word to its sender.</summary>
internal static class KeepPacket
{
    public static async Task Handle(PacketAccepted message, OpenedPacket opened, Session session)
    {
        if (await session.One<long>(Known, new { message.PacketId }) > 0)
            return; // told once more

        var packet = RowOf(message, await SenderName(message, opened, session), opened.Report);
        await session.Keep(Add, Parameters(message, opened, packet));
        foreach (var (file, position) in opened.Files.Select((file, position) => (file, position)))
            await session.Keep(AddFile, FileOf(file, position, packet, session));
        var from = (packet.FromCode, packet.FromName);
        await session.Record(packet.Id, "received", from, new { message.Sha256, packet.ExchangeId, Files = opened.Files.Select(Named) });
        await TellSender.Of(packet, new TellSender.Word("01"), session);
        var us = await DirectoryEntry.Find(session, message.ToCode);
        if (!opened.IsTo([message.ToCode, us?.Code, us?.OldCode]))
            await ReturnPacket.Misdirected(packet, session);
    }

    private static async Task<string> SenderName(PacketAccepted message, OpenedPacket opened, Session session) => Shortened.WithDots(
        opened.Report.Document?.Header.From.OrganName ?? message.FromName
            ?? (await DirectoryEntry.Find(session, message.FromCode))?.Name ?? message.FromCode,
        200);

    private static PacketRow RowOf(PacketAccepted message, string fromName, ReadReport report) => new()
    {
        Id = message.PacketId,
        FromCode = message.FromCode,
        FromName = fromName,
        ToCode = message.ToCode,
        ExchangeId = message.ExchangeId,
        Code = Shortened.WithDots(message.Code, 200),
        IssuedOn = report.Document?.Header.PromulgationInfo.PromulgationDate?.Value,
        State = PacketState.Waiting,
    };

    private static object Parameters(PacketAccepted message, OpenedPacket opened, PacketRow packet)
    {
        var header = opened.Report.Document?.Header;
        var fault = opened.Report.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error);
        return new
        {
            packet.Id,
            message.Sha256,
            message.Length,
            Business = message.Business.ToString(),
            packet.FromCode,
            packet.FromName,
            packet.ToCode,
            packet.ExchangeId,
            ExchangeKey = ExchangeKey.Of(packet.ExchangeId),
            packet.Code,
            CodeKey = header is null
                ? null
                : DocumentCode.KeyOf(header.Code.CodeNumber, header.Code.CodeNotation, packet.FromName, packet.IssuedOn),
            packet.IssuedOn,
            Subject = Shortened.WithDots(message.Subject, 500),
            Urgency = (int)message.Urgency,
            DueOn = header?.DueDate?.Value,
            Words = header is null ? null : PacketJson.Of(opened.Words),
            ProblemVi = Shortened.WithDots(fault?.Vietnamese, 1000),
            ProblemEn = Shortened.WithDots(fault?.English, 1000),
            State = packet.State.ToString(),
            ReceivedAt = message.AcceptedAt,
        };
    }

    private static object FileOf(OpenedFile file, int position, PacketRow packet, Session session)
    {
        var id = Guid.CreateVersion7(session.Now);
        return new
        {
            Id = id,
            file.Name,
            file.Stored.Sha256,
            file.Stored.Length,
            file.Screened.Pages,
            Report = file.Screened.ToJson(),
            State = StateOf(file.Screened).ToString(),
            session.Now,
            Nobody = Guid.Empty,
            packet.FromName,
            Position = position,
            RepeatKey = id.ToString("N"),
            PacketId = packet.Id,
        };
    }

    private static FileState StateOf(ScreeningReport report) =>
        report.Unusable is not null ? FileState.Unusable : report.Holds.Count > 0 ? FileState.Held : FileState.Ready;

    private static object Named(OpenedFile file) => new { file.Name, file.Stored.Sha256, file.Stored.Length };

    private const string Known = """
        select count(*)
        from intake_packet
        where id = @PacketId
        """;

    private const string Add = """
        insert into intake_packet (
            id, sha256, length, business, from_code, from_name, to_code, exchange_id, exchange_key, code, code_key, issued_on,
            subject, urgency, due_on, words, problem_vi, problem_en, state, received_at)
        values (
            @Id, @Sha256, @Length, @Business, @FromCode, @FromName, @ToCode, @ExchangeId, @ExchangeKey, @Code, @CodeKey, @IssuedOn,
            @Subject, @Urgency, @DueOn, @Words, @ProblemVi, @ProblemEn, @State, @ReceivedAt)
        """;

    private const string AddFile = """
        insert into intake_file (
            id, name, sha256, length, pages, report, state, received_at, received_by, received_by_name, position, repeat_key, packet_id)
        values (@Id, @Name, @Sha256, @Length, @Pages, @Report, @State, @Now, @Nobody, @FromName, @Position, @RepeatKey, @PacketId)
        """;
}

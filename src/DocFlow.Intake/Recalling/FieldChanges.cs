using System.Globalization;
using DocFlow.Contracts;
using DocFlow.Intake.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Intake.Recalling;

/// <summary>A field of a document, as we have it and as its sender corrects it.</summary>
public sealed record ChangedField(string Name, DocumentUse Title, string? Old, string? New);

/// <summary>What an update changes in the register, or, while the document waits there, on the desk.</summary>
internal static class FieldChanges
{
    /// <summary>The fields that a sender may correct.</summary>
    internal sealed record FieldsRow
    {
        public required string Subject { get; init; }

        public DateOnly? DueOn { get; init; }

        public required Urgency Urgency { get; init; }

        public DateOnly? IssuedOn { get; init; }

        public string? SignerName { get; init; }

        public string? SignerPosition { get; init; }

        public string? ToPlaces { get; init; }

        /// <summary>What was agreed to of a document on the desk.</summary>
        public string? Change { get; init; }

        /// <summary>The same with what the sender gives; what it leaves out stays.</summary>
        public FieldsRow With(RequestedChange change) => new()
        {
            Subject = change.Subject,
            DueOn = change.DueOn ?? DueOn,
            Urgency = change.Urgency ?? Urgency,
            IssuedOn = change.IssuedOn ?? IssuedOn,
            SignerName = change.SignerName ?? SignerName,
            SignerPosition = change.SignerPosition ?? SignerPosition,
            ToPlaces = change.ToPlaces ?? ToPlaces,
        };
    }

    public static async Task<IReadOnlyList<ChangedField>> Of(ReadSession session, SenderRequest request, AskedDocument asked)
    {
        if (request is not { Kind: PacketBusiness.Update, Change: { } json } || await Now(session, asked) is not { } now)
            return [];
        var change = RequestedChange.Read(json);
        return [.. Differences(now, now.With(change)), .. Recipients(change)];
    }

    /// <summary>The fields as they are: the register's, or the waiting packet's.</summary>
    public static async Task<FieldsRow?> Now(ReadSession session, AskedDocument asked) => asked switch
    {
        { DocumentId: { } document } => await session.Find<FieldsRow>(OfDocument, new { Id = document }),
        { Packets: [var packet, ..] } => await OnDesk(session, packet.Id),
        _ => null,
    };

    public static IReadOnlyList<ChangedField> Differences(FieldsRow old, FieldsRow now) =>
    [
        .. new ChangedField[]
        {
            new("subject", new("Trích yếu", "Subject"), old.Subject, now.Subject),
            new("due_on", new("Hạn trả lời", "Reply by"), Day(old.DueOn), Day(now.DueOn)),
            new("urgency", new("Độ khẩn", "Urgency"), $"{old.Urgency}", $"{now.Urgency}"),
            new("issued_on", new("Ngày văn bản", "Dated"), Day(old.IssuedOn), Day(now.IssuedOn)),
            new("signer_name", new("Người ký", "Signer"), old.SignerName, now.SignerName),
            new("signer_position", new("Chức vụ người ký", "Signer's position"), old.SignerPosition, now.SignerPosition),
            new("to_places", new("Nơi nhận", "Goes to"), old.ToPlaces, now.ToPlaces),
        }.Where(field => field.Old != field.New),
    ];

    // who else has the document: the register of a recipient keeps no list of them
    private static IEnumerable<ChangedField> Recipients(RequestedChange change) => new ChangedField[]
    {
        new("removed", new("Thôi gửi", "No longer goes to"), string.Join(", ", change.Removed), null),
        new("added", new("Gửi thêm", "Also goes to"), null, string.Join(", ", change.Added)),
    }.Where(field => !string.IsNullOrEmpty(field.Old ?? field.New));

    private static async Task<FieldsRow?> OnDesk(ReadSession session, Guid packet)
    {
        if (await session.Find<FieldsRow>(OfPacket, new { Id = packet }) is not { } row)
            return null;
        if (row.Change is { } agreed)
            return row.With(RequestedChange.Read(agreed));
        var header = (await PacketWords.Of(session, packet)).Document?.Header;
        return row with
        {
            SignerName = header?.SignerInfo?.FullName,
            SignerPosition = header?.SignerInfo?.Position,
            ToPlaces = header is { ToPlaces.Count: > 0 } ? string.Join("; ", header.ToPlaces) : null,
        };
    }

    private static string? Day(DateOnly? date) => date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private const string OfDocument = """
        select subject, due_on, urgency, issued_on, signer_name, signer_position, to_places
        from intake_document
        where id = @Id
        """;

    private const string OfPacket = """
        select subject, due_on, urgency, issued_on, change
        from intake_packet
        where id = @Id
        """;
}

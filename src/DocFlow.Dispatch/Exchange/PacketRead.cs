using DocFlow.Contracts;
using DocFlow.EdXml;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;
using DocFlow.Platform;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Exchange;

/// <summary>A packet as the codec read it, once it says enough to be taken anywhere: a document or a status.</summary>
internal sealed record PacketRead(StoredFile File, DocumentPacket? Document, StatusPacket? About)
{
    private const int MostSentences = 5;
    private const int LongestId = 200;

    public string Kind => Document is null ? PacketRow.Status : PacketRow.Document;

    public Organization From => Document?.Header.From ?? About!.From;

    public string ExchangeId => Document?.Header.DocumentId ?? About!.ResponseFor.DocumentId!;

    /// <summary>Number and notation.</summary>
    public string Code => Shortened.Of(Document?.Header.Code.ToString() ?? About!.ResponseFor.Code, 200) ?? "";

    public string Subject => Shortened.Of(Document?.Header.Subject ?? About!.Description, 500) ?? "";

    public PacketBusiness? Business => Document is null ? null
        : Document.Bussiness is { DocType: var type } && Enum.IsDefined((PacketBusiness)type) ? (PacketBusiness)type : PacketBusiness.New;

    public Urgency Urgency => (Urgency)Math.Clamp(Document?.Header.OtherInfo.Priority ?? 0, (int)Urgency.Normal, (int)Urgency.Express);

    /// <summary>Whom it is for, in the order named.</summary>
    public IReadOnlyList<string> To => Document is null
        ? [Addressee(About!.ResponseFor)]
        : [.. Document.Header.To.Select(to => to.OrganId).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Reads a packet where it lies; what cannot be read, or does not say enough, is refused with the reasons.</summary>
    public static Outcome<PacketRead> Of(Stream bytes, StoredFile file, CancellationToken stop)
    {
        var report = PacketReader.Read(bytes, _ => Stream.Null, settings: null, stop);
        if (report.Outcome == ReadOutcome.Refused)
            return Unreadable([.. report.Findings.Where(finding => finding.Severity == Severity.Error)]);
        var packet = new PacketRead(file, report.Document, report.Status);
        return packet.Fault() is { } fault ? fault : packet;
    }

    private Refusal? Fault()
    {
        if (!new AgencyCode(From.OrganId).IsUsable)
            return Incomplete("From/OrganId");
        if (string.IsNullOrWhiteSpace(ExchangeId) || ExchangeId.Length > LongestId)
            return Incomplete(Document is null ? "ResponseFor/DocumentId" : "DocumentId");
        if (Earlier.Any(id => id.Length > LongestId))
            return Incomplete("Bussiness/DocumentId");
        if (!To.Any(code => new AgencyCode(code).IsUsable))
            return Incomplete(Document is null ? "ResponseFor/OrganId" : "To/OrganId");
        return Document is null ? StatusFault(About!) : SecrecyMark.In(Document) ? Secret : null;
    }

    // the documents that it recalls, updates or replaces
    private IEnumerable<string> Earlier => Document?.Bussiness is { } business
        ? [business.DocumentId ?? "", .. business.Replaces.Select(replaced => replaced.DocumentId)]
        : [];

    private static Refusal? StatusFault(StatusPacket status)
    {
        if (status.StatusCode.Raw is not { Length: 2 } code || !code.All(char.IsAsciiDigit))
            return Refusal.Invalid("status.code-invalid", "Mã trạng thái phải gồm hai chữ số.", "A status code has two digits.");
        return status.StatusCode.NeedsReason && string.IsNullOrWhiteSpace(status.Description)
            ? Refusal.Invalid("status.reason-missing",
                "Trạng thái này phải kèm lý do (Description).", "This status must say why (Description).")
            : null;
    }

    // one vendor swaps Code and OrganId where it asks for a document back; without either the document's own id says whose it is
    private static string Addressee(ResponseFor about)
    {
        var swapped = about.OrganId?.Contains('/', StringComparison.Ordinal) == true;
        return (swapped ? about.Code : about.OrganId) ?? AnyDocumentId.Of(about.DocumentId ?? "").OrganId ?? "";
    }

    private static Refusal Unreadable(IReadOnlyList<Finding> errors) => Refusal.Invalid("packet.unreadable",
        "Không phải gói tin edXML hợp lệ. " + string.Join(" ", errors.Take(MostSentences).Select(error => error.Vietnamese)),
        "This is not a valid edXML packet. " + string.Join(" ", errors.Take(MostSentences).Select(error => error.English)));

    private static Refusal Incomplete(string field) => Refusal.Invalid("packet.incomplete",
        $"Gói tin thiếu hoặc ghi sai {field}.", $"The packet's {field} is missing or cannot be used.");

    private static Refusal Secret { get; } = Refusal.Invalid("packet.secret",
        "Gói tin ghi là văn bản mật; văn bản mật không được gửi, nhận qua hệ thống này.",
        "The packet says that it is a state secret; those are neither sent nor received here.");
}

using System.Globalization;
using DocFlow.EdXml;
using DocFlow.EdXml.Packets;
using DocFlow.EdXml.Reading;

namespace DocFlow.Host.Commands;

/// <summary>A packet for people's eyes: who to whom, what, which files, and everything that is wrong with it.</summary>
internal static class PacketText
{
    /// <summary>In one language, or both.</summary>
    public static string Of(ReadReport report, string? language)
    {
        var facts = report.Document is { } document ? Facts(document, language)
            : report.Status is { } status ? Facts(status, language) : [];
        var lines = facts.Concat(report.Attachments.Select(Fact)).Select(fact => $"{Word(fact.Vi, fact.En, language),-24} {fact.Value}")
            .Concat(report.Findings.SelectMany(finding => Lines(finding, language)))
            .Append(Verdict(report.Outcome, language));
        return string.Join('\n', lines.Select(Printable));
    }

    private static IEnumerable<(string Vi, string En, string? Value)> Facts(DocumentPacket document, string? language)
    {
        var (header, bussiness) = (document.Header, document.Bussiness);
        yield return ("Văn bản", "document", $"{header.DocumentId} {Form(header.DocumentId, language)}");
        yield return ("Việc", "what", $"{Act(bussiness?.DocType ?? BussinessDocType.New, language)}: {bussiness?.Reason}");
        yield return ("Nơi gửi", "from", Name(header.From));
        foreach (var to in header.To)
            yield return ("Nơi nhận", "to", Name(to));
        yield return ("Số, ký hiệu", "number", $"{header.Code}, {header.PromulgationInfo.PromulgationDate}");
        yield return ("Trích yếu", "subject", header.Subject);
        foreach (var replaced in bussiness?.Replaces ?? [])
            yield return ("Thay thế", "replaces", $"{replaced.DocumentId} ({string.Join(", ", replaced.OrganIds)})");
        foreach (var answered in header.ResponseFor)
            yield return ("Trả lời", "answers", $"{answered.DocumentId ?? answered.Code}");
    }

    private static IEnumerable<(string Vi, string En, string? Value)> Facts(StatusPacket status, string? language)
    {
        var (code, about) = (status.StatusCode, status.ResponseFor);
        yield return ("Trạng thái", "status", $"{code} {Word(code.Vietnamese, code.English, language)}");
        yield return ("Nơi gửi", "from", Name(status.From));
        yield return ("Gửi tới", "to", about.OrganId);
        yield return ("Về văn bản", "about", $"{about.DocumentId} {Form(about.DocumentId ?? "", language)}");
        yield return ("Nội dung", "said", $"{status.Description} {status.Timestamp}");
    }

    private static (string Vi, string En, string? Value) Fact(ReceivedAttachment file) => (
        $"Tệp {file.Index + 1}", $"file {file.Index + 1}",
        string.Create(CultureInfo.InvariantCulture, $"{file.Name}, {file.Length} bytes, SHA-256 {file.Sha256}"));

    private static IEnumerable<string> Lines(Finding finding, string? language)
    {
        var kind = finding.Severity == Severity.Error ? Word("lỗi", "error", language) : Word("cảnh báo", "warning", language);
        var head = $"{kind} {finding.Code}: ";
        return language switch
        {
            "vi" => [head + finding.Vietnamese],
            "en" => [head + finding.English],
            _ => [head + finding.Vietnamese, head + finding.English],
        };
    }

    private static string Verdict(ReadOutcome outcome, string? language) => outcome switch
    {
        ReadOutcome.Readable => Word("đọc được", "readable", language),
        ReadOutcome.ReadableWithWarnings => Word("đọc được, có cảnh báo", "readable with warnings", language),
        _ => Word("bị từ chối", "refused", language),
    };

    private static string Word(string vi, string en, string? language) => language switch { "vi" => vi, "en" => en, _ => $"{vi} / {en}" };

    private static string Name(Organization organ) =>
        $"{organ.OrganId} {organ.OrganName}{(new AgencyCode(organ.OrganId).Form == AgencyCodeForm.Old ? " (QCVN 102:2016)" : "")}";

    private static string Act(BussinessDocType type, string? language) => $"{(int)type} " + type switch
    {
        BussinessDocType.New => Word("mới", "new", language),
        BussinessDocType.Recall => Word("thu hồi", "recall", language),
        BussinessDocType.Update => Word("cập nhật", "update", language),
        BussinessDocType.Replace => Word("thay thế", "replacement", language),
        _ => Word("không rõ", "unknown", language),
    };

    private static string Form(string id, string? language) =>
        AnyDocumentId.Of(id).Form == DocumentIdForm.Canonical ? "" : $"({Word("không theo mẫu chuẩn", "not the standard form", language)})";

    // what a peer wrote must not steer the terminal
    private static string Printable(string line) => string.Concat(line.Select(letter => char.IsControl(letter) ? ' ' : letter)).TrimEnd();
}

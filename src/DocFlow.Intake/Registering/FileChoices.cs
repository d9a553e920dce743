using DocFlow.Contracts;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Intake.Registering;

/// <summary>A waiting file and what it is to the document.</summary>
public sealed record FileChoice(Guid FileId, FilePurpose Purpose);

/// <summary>A chosen file with what is known about it.</summary>
internal sealed record ChosenFile(Guid Id, FilePurpose Purpose, EnclosedFile File, ScreeningReport Report)
{
    /// <summary>As it waits.</summary>
    public FileState State => Report.Unusable is null ? FileState.Ready : FileState.Unusable;
}

/// <summary>Looks up the files a clerk chose and says whether they make a document.</summary>
internal static class FileChoices
{
    private sealed record FileRow
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }

        public required string Sha256 { get; init; }

        public required long Length { get; init; }

        public required string Report { get; init; }

        public required FileState State { get; init; }

        public Guid? PacketId { get; init; }
    }

    /// <summary>In the order main, draft, annexes; all of them ready to be registered, with this packet or without one.</summary>
    public static async Task<Outcome<IReadOnlyList<ChosenFile>>> Load(
        IReadOnlyList<FileChoice> choices, Guid? packet, ReadSession session)
    {
        if (choices.Count == 0 || choices.DistinctBy(choice => choice.FileId).Count() != choices.Count)
            return Refusal.Invalid("document.files",
                "Hãy chọn ít nhất một tệp, mỗi tệp một lần.",
                "Choose at least one file, each of them once.");

        var asked = new List<(FileChoice Choice, Later<IReadOnlyList<FileRow>> Rows)>();
        foreach (var choice in choices.OrderBy(choice => choice.Purpose))
            asked.Add((choice, await session.Ask<FileRow>(Chosen, new { choice.FileId })));
        var chosen = new List<ChosenFile>();
        foreach (var (choice, rows) in asked)
        {
            if (await rows.Answer() is not [var row])
                return Refusals.UnknownFile;
            var report = ScreeningReport.Read(row.Report);
            if (WhyNot(row, report, choice.Purpose, packet) is { } refusal)
                return refusal;
            chosen.Add(new(row.Id, choice.Purpose, new EnclosedFile(row.Name, row.Sha256, row.Length, choice.Purpose), report));
        }

        return chosen;
    }

    private static Refusal? WhyNot(FileRow row, ScreeningReport report, FilePurpose purpose, Guid? packet)
    {
        if (row.PacketId is not null && row.PacketId != packet)
            return OfPacket(row.Name);
        return row.State switch
        {
            FileState.Ready => null,
            FileState.Unusable when purpose == FilePurpose.Annex => null,
            FileState.Unusable => Unusable(row.Name, report.Unusable!),
            FileState.Held => Held(row.Name),
            _ => Taken(row.Name),
        };
    }

    /// <summary>What speaks against these files as one document with, or without, a draft of ours.</summary>
    public static Refusal? Check(IReadOnlyList<ChosenFile> files, bool describesDraft)
    {
        if (files.Count(file => file.Purpose == FilePurpose.Main) > 1 || files.Count(file => file.Purpose == FilePurpose.Draft) > 1
            || files.All(file => file.Purpose == FilePurpose.Annex))
            return Refusal.Invalid("document.files",
                "Văn bản có đúng một tệp chính hoặc một dự thảo (hoặc cả hai), ngoài ra là phụ lục.",
                "A document has one main file or one draft (or both); all others are annexes.");

        var draft = files.FirstOrDefault(file => file.Purpose == FilePurpose.Draft);
        if (describesDraft != draft is not null)
            return Refusal.Invalid("draft.incomplete",
                "Dự thảo kèm theo phải có cả tệp và thông tin phát hành (tên loại, ký hiệu, trích yếu, nơi nhận).",
                "An enclosed draft needs both its file and what it is to be issued as (type, notation, subject, recipients).");
        if (draft is { Report.Signatures.Count: > 0 })
            return Refusal.Conflict("draft.signed",
                $"Dự thảo {draft.File.Name} đã có chữ ký số; hãy gửi lại bản dự thảo chưa ký.",
                $"The draft {draft.File.Name} already carries a digital signature; send the draft again without one.");
        return draft is not { Report.EmbeddedFiles.Count: > 0 } ? null : Refusal.Conflict("draft.embedded-files",
            $"Dự thảo {draft.File.Name} chứa tệp ẩn bên trong mà người ký không nhìn thấy; hãy bỏ tệp ẩn hoặc gửi riêng thành phụ lục.",
            $"The draft {draft.File.Name} has files inside it that a signer does not see; remove them or send them as annexes.");
    }

    /// <summary>Somebody was faster, or the list on the screen is old.</summary>
    public static Refusal Taken(string name) => Refusal.Conflict("file.taken",
        $"Tệp {name} không còn chờ đăng ký (đã đăng ký, để riêng hoặc đã hủy); hãy tải lại danh sách.",
        $"The file {name} no longer awaits registration (registered, set aside or destroyed); reload the list.");

    private static Refusal Held(string name) => Refusal.Conflict("file.held",
        $"Tệp {name} đang chờ văn thư quyết định về cảnh báo kiểm tra; hãy ghi quyết định trước khi đăng ký.",
        $"The file {name} waits for a clerk's decision about what screening found; record it before registering.");

    private static Refusal OfPacket(string name) => Refusal.Conflict("file.of-packet",
        $"Tệp {name} thuộc văn bản nhận qua trục liên thông; hãy đăng ký cả văn bản đó.",
        $"The file {name} belongs to a document that came over the exchange; register that document.");

    private static Refusal Unusable(string name, FileFault fault) => Refusal.Conflict("file.unusable",
        $"Tệp {name} không dùng làm văn bản được: {fault.Vi} Hãy trả lại nơi gửi kèm lý do.",
        $"The file {name} cannot serve as the document: {fault.En} Send it back with the reason.");

    private const string Chosen = """
        select id, name, sha256, length, report, state, packet_id
        from intake_file
        where id = @FileId
        """;
}

namespace DocFlow.Platform.Archive;

/// <summary>Why a backup cannot be taken, trusted or restored.</summary>
internal static class ArchiveSentences
{
    public static ArchiveException None(string place) => new(Refusal.NotFound("backup.none",
        $"Trong {place} không có bản sao lưu hoàn chỉnh nào.",
        $"There is no whole backup in {place}; what was left unfinished does not count."));

    public static ArchiveException Damaged(string backup, string part) => new(Refusal.Conflict("backup.damaged",
        $"Bản sao lưu {backup} đã hỏng hoặc bị sửa: {part} không đúng như bản kê đã ký. Hãy dùng bản sao lưu khác.",
        $"The backup {backup} is damaged or was changed: {part} is not what its signed manifest says. Use another one."));

    public static ArchiveException SignedByAnother(string backup, string key) => new(Refusal.Conflict("backup.signed-by-another",
        $"Bản sao lưu {backup} do khóa {key} ký, không phải khóa được nêu: nó không phải của hệ thống này hoặc đã bị làm giả.",
        $"The backup {backup} is signed by the key {key}, not by the one given: it is not this installation's, or it was forged."));

    public static ArchiveException Newer(string version) => new(Refusal.Conflict("backup.newer",
        $"Bản sao lưu do phiên bản mới hơn ({version}) tạo ra; hãy khôi phục bằng phiên bản đó hoặc mới hơn.",
        $"The backup is from a newer program ({version}); restore it with that version or a later one."));

    public static ArchiveException UnknownSchema(int number) => new(Refusal.Conflict("backup.schema-unknown",
        $"Cơ sở dữ liệu có bước di chuyển {number} mà chương trình này không biết; hãy sao lưu bằng phiên bản đang chạy.",
        $"The database has migration {number}, which this program does not know; take the backup with the version that runs."));

    public static ArchiveException NotInstalled(string folder) => new(Refusal.NotFound("backup.no-installation",
        $"{folder} không phải là thư mục dữ liệu của một hệ thống đang dùng: chưa có gì để sao lưu.",
        $"{folder} is not the data folder of an installation (or its database is empty): there is nothing to back up."));

    public static ArchiveException NotEmpty(string what) => new(Refusal.Conflict("restore.not-empty",
        $"Chỉ khôi phục được vào một hệ thống trống: {what}.",
        $"Only an empty installation can take a backup: {what}."));

    public static ArchiveException KeysMissing => new(Refusal.Conflict("restore.keys-missing",
        "Bản sao lưu không có thư mục khóa: hãy chép thư mục keys đã cất giữ vào thư mục dữ liệu trước rồi khôi phục lại.",
        "The backup was taken without the key folder: put the folder keys, kept elsewhere, into the data folder and restore again."));

    public static ArchiveException KeysDiffer => new(Refusal.Conflict("restore.keys-differ",
        "Thư mục khóa trong thư mục dữ liệu không phải của hệ thống đã sao lưu.",
        "The key folder in the data folder is not that of the installation that was backed up."));

    public static ArchiveException PassphraseMissing => new(Refusal.Invalid("backup.passphrase-missing",
        "Thư mục khóa trong bản sao lưu được khóa bằng mật khẩu: hãy chỉ ra tệp mật khẩu bằng --keys-passphrase-file.",
        "The key folder in the backup is locked with a passphrase: name its file with --keys-passphrase-file."));

    public static ArchiveException PassphraseWrong => new(Refusal.Invalid("backup.passphrase-wrong",
        "Mật khẩu không mở được thư mục khóa trong bản sao lưu.",
        "The passphrase does not open the key folder in the backup."));

    public static ArchiveException Unlike(string what) => new(Refusal.Conflict("restore.unlike",
        $"Dữ liệu khôi phục không giống bản sao lưu: {what}. Không có gì được giữ lại.",
        $"What was restored is not what was backed up: {what}. Nothing of it was kept."));
}

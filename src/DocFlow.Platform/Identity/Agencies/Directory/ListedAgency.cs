using System.Net.Mail;

namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>An agency as a list names it.</summary>
public sealed record ListedAgency(string Code, string? OldCode, string Name, string? ParentCode, string? Mail)
{
    private const int LongestCode = 50;

    /// <summary>Without blanks around; nothing for what is empty.</summary>
    public ListedAgency Trimmed() => new(Code?.Trim() ?? "", Text(OldCode), OneLine(Name), Text(ParentCode), Text(Mail));

    /// <summary>Why it cannot stand in the directory, or null.</summary>
    public (string Vi, string En)? WhyNot() => this switch
    {
        { Code: "" } => ("Thiếu mã cơ quan.", "The agency's code is missing."),
        { Name: "" } => ("Thiếu tên cơ quan.", "The agency's name is missing."),
        { Name.Length: > 300 } => ("Tên cơ quan dài hơn 300 ký tự.", "The agency's name is longer than 300 characters."),
        _ when !IsCode(Code) => Unusable(Code),
        _ when OldCode is { } old && !IsCode(old) => Unusable(old),
        _ when ParentCode is { } parent && !IsCode(parent) => Unusable(parent),
        _ when ParentCode is { } above && DirectoryEntry.KeyOf(above) == DirectoryEntry.KeyOf(Code) =>
            ("Cơ quan không thể là cấp trên của chính mình.", "An agency cannot stand above itself."),
        _ when Mail is { } mail && !(mail.Length <= 200 && MailAddress.TryCreate(mail, out _)) =>
            ($"Địa chỉ thư điện tử “{mail}” không đúng.", $"The mail address '{mail}' is not one."),
        _ => null,
    };

    /// <summary>Whether an entry says the same already, but for its mail address.</summary>
    internal bool SaysTheSame(DirectoryEntry entry) =>
        (entry.Code, entry.OldCode, entry.Name, entry.ParentCode) == (Code, OldCode, Name, ParentCode);

    internal DirectoryRow ToRow(string source, bool active, DateTimeOffset now) => new()
    {
        CodeKey = DirectoryEntry.KeyOf(Code),
        Code = Code,
        OldKey = OldCode is null ? null : DirectoryEntry.KeyOf(OldCode),
        OldCode = OldCode,
        Name = Name,
        FoldedName = Folded.Of(Name),
        ParentKey = ParentCode is null ? null : DirectoryEntry.KeyOf(ParentCode),
        ParentCode = ParentCode,
        Mail = Mail,
        Active = active,
        Test = DirectoryEntry.IsTest(Code) || DirectoryEntry.IsTest(OldCode),
        Source = source,
        ChangedAt = now,
    };

    // a comma would split a document's id at other agencies, a blank or a tab the search
    internal static bool IsCode(string text) =>
        text.Length <= LongestCode && !text.Any(letter => letter == ',' || char.IsWhiteSpace(letter) || char.IsControl(letter));

    private static (string Vi, string En) Unusable(string code) =>
        ($"Mã “{code}” dài quá {LongestCode} ký tự hoặc có khoảng trắng, dấu phẩy.",
            $"The code '{code}' is longer than {LongestCode} characters or has a blank or a comma.");

    private static string OneLine(string? given) =>
        string.Join(' ', (given ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();
}

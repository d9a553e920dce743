using DocFlow.Contracts;
using DocFlow.Signing.Composing;

namespace DocFlow.Host.Demo;

/// <summary>A submission with its draft, as it lies on the clerk's desk.</summary>
/// <param name="Key">Names it among all papers of an installation; every request about it bears a key made of it.</param>
/// <param name="Number">The submission's own number, given by its issuer.</param>
public sealed record Paper(string Key, string Number)
{
    /// <summary>The submission.</summary>
    public required byte[] Submission { get; init; }

    /// <summary>The draft to be signed and issued.</summary>
    public required byte[] Draft { get; init; }

    /// <summary>The draft's file name.</summary>
    public string DraftName { get; init; } = "du-thao.pdf";

    /// <summary>What the draft prints of number and date.</summary>
    public required DraftPrint Print { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }
}

/// <summary>Makes the demonstration's papers: a one-page submission, and a three-page letter where no draft was given.</summary>
public static class DemoPapers
{
    /// <summary>The notation that the issued letter gets after its number.</summary>
    public const string Notation = "VPUB-TH";

    /// <summary>Who submits.</summary>
    public const string Submitter = "Sở Kế hoạch tỉnh Yên Hà";

    private const string Subject = "triển khai quản lý văn bản điện tử và ký số trong các cơ quan, đơn vị trên địa bàn tỉnh";

    /// <summary>A paper of our own making; each number gives different bytes.</summary>
    public static Paper BuiltIn(string key, int number, DateOnly today) => Of(key, number, today) with
    {
        Draft = Write(DraftLetter(number, today)),
        Print = DraftPrint.Blanks,
    };

    /// <summary>A paper whose draft is a given PDF, as it is.</summary>
    public static Paper Around(string key, int number, DateOnly today, (string Name, byte[] Bytes) draft) =>
        Of(key, number, today) with { Draft = draft.Bytes, DraftName = draft.Name };

    private static Paper Of(string key, int number, DateOnly today) => new(key, $"{number:00}")
    {
        Submission = Write(SubmissionSlip(number, today)),
        Draft = [],
        Print = DraftPrint.Nothing,
        Subject = $"V/v {Subject}",
    };

    private static byte[] Write(Letter letter)
    {
        using var pdf = new MemoryStream();
        var written = LetterComposer.Write(letter, pdf);
        return written.Refusal is { } refusal ? throw new InvalidOperationException(refusal.En) : pdf.ToArray();
    }

    private static Letter SubmissionSlip(int number, DateOnly today) => new()
    {
        Superior = "ỦY BAN NHÂN DÂN TỈNH YÊN HÀ",
        Agency = "SỞ KẾ HOẠCH",
        Notation = "PTr-SKH",
        Place = DemoPeople.Place,
        Year = today.Year,
        Heading = "PHIẾU TRÌNH",
        Subject = $"Về việc ban hành văn bản số {number} {Subject}",
        Addressees = [DemoPeople.Agency],
        Paragraphs = DemoTexts.Slip,
        Signers = [new SignerBlock(["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "Hoàng Gia Khánh")],
        Recipients = ["Như trên", "Lưu: VT, TH"],
    };

    private static Letter DraftLetter(int number, DateOnly today) => new()
    {
        Superior = "ỦY BAN NHÂN DÂN TỈNH YÊN HÀ",
        Agency = "VĂN PHÒNG",
        Notation = Notation,
        Place = DemoPeople.Place,
        Year = today.Year,
        Subject = Subject,
        Addressees = [.. DemoPeople.Recipients.Select(recipient => recipient.Name)],
        Paragraphs =
        [
            .. DemoTexts.Letter,
            $"Văn bản này được soạn theo Phiếu trình số {number:00}/PTr-SKH năm {today.Year} của {Submitter}.",
        ],
        Signers = [new SignerBlock([DemoPeople.Leader.Title.ToUpperInvariant()], DemoPeople.Leader.FullName)],
        Recipients = ["Như trên", "Thường trực Ủy ban nhân dân tỉnh (để báo cáo)", "Lãnh đạo Văn phòng", "Lưu: VT, TH"],
    };
}

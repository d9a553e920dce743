using System.Globalization;
using System.Security.Cryptography;
using DocFlow.Platform.Identity;

namespace DocFlow.Benchmarks.Lists;

/// <summary>
/// A year of an office, made up: which document came when, of whom, what became of it. Everything follows from the document's number,
/// so that each table can be written in one go.
/// </summary>
public sealed class SeededYear(int documents, DateTimeOffset now, Guid clerk, Guid leader, Guid deputy)
{
    public const int People = 200;
    public const int Units = 20;
    public const int Agencies = 60;
    public const string Notation = "VPUB-TH";

    private static readonly string[] Matters =
    [
        "rà soát thủ tục hành chính", "phân bổ kinh phí sự nghiệp", "kết nối phần mềm quản lý văn bản", "phòng chống thiên tai",
        "điều chỉnh quy hoạch sử dụng đất", "giải quyết đơn thư công dân", "báo cáo tình hình kinh tế - xã hội", "cử cán bộ đi tập huấn",
    ];

    private static readonly string[] Places =
        ["Sơn Động", "Yên Thế", "Lục Ngạn", "Hiệp Hòa", "Tân Yên", "Việt Yên", "Yên Dũng", "Lạng Giang"];

    private readonly DateTimeOffset _first = new(now.Year, 1, 2, 0, 0, 0, TimeSpan.Zero);

    public int Documents => documents;

    public Guid Clerk => clerk;

    public Guid Leader => leader;

    public DateTimeOffset Now => now;

    public int Year => now.Year;

    /// <summary>The last of them are still on somebody's desk.</summary>
    public required int Open { get; init; }

    /// <summary>Every fifth came with a draft of ours and was issued.</summary>
    public int Issued => (documents - Open) / 5;

    public IEnumerable<int> All => Enumerable.Range(1, documents);

    public IEnumerable<int> AllIssued => Enumerable.Range(1, Issued);

    /// <summary>What came within the last days.</summary>
    public IEnumerable<int> Since(int days) => All.SkipWhile(document => At(document) < now.AddDays(-days));

    /// <summary>The document that became the issue of that number.</summary>
    public static int DocumentOf(int issue) => (issue * 5) - 4;

    public static bool HasDraft(int document) => document % 5 == 1;

    public bool IsOpen(int document) => document > documents - Open;

    public bool IsIssued(int document) => HasDraft(document) && !IsOpen(document);

    public DateTimeOffset At(int document, int step = 0) =>
        _first + ((now.AddHours(-1) - _first) / documents * document) + TimeSpan.FromSeconds(step);

    public DateOnly Day(int document) => DateOnly.FromDateTime(At(document).DateTime);

    /// <summary>As Guid.CreateVersion7 would have made it then, but the same at every call.</summary>
    public Guid Id(string kind, int document, int place = 0)
    {
        var moment = At(document, place).ToUnixTimeMilliseconds();
        Span<byte> tail = stackalloc byte[8];
        BitConverter.TryWriteBytes(tail, document);
        BitConverter.TryWriteBytes(tail[4..], (place << 16) | (kind[0] << 8) | kind[^1]);
        tail.Reverse();
        tail[0] = 0x80;
        return new Guid((int)(moment >> 16), (short)moment, (short)(0x7000 | kind.Length), tail.ToArray());
    }

    public static string Hash(string what, int document) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"{what}/{document}")));

    public static string Subject(int document) =>
        $"V/v {Matters[document % 8]} tại huyện {Places[document / 8 % 8]}, đợt {(document % 97).ToString(CultureInfo.InvariantCulture)}";

    public static string Sender(int document) => $"Ủy ban nhân dân huyện {Places[document % 8]}, phòng {document % 53}";

    public static string CodeNumber(int document) => document.ToString(CultureInfo.InvariantCulture);

    public static Guid Unit(int number) => new($"0b0b0000-0000-7000-8000-{number % Units:D12}");

    public static Guid Person(int number) => new($"0a0a0000-0000-7000-8000-{number % People:D12}");

    public static (string Code, string Name) Agency(int number) =>
        ($"H98.{(number % Agencies) + 1:D2}", $"Sở số {(number % Agencies) + 1} tỉnh Yên Hà");

    /// <summary>The agency whose mailbox is full; enrolled before the seeding, so that it can call.</summary>
    public static (string Code, string Name) Mailbox { get; } = ("H97.01", "Sở Nội vụ tỉnh Yên Hà");

    /// <summary>
    /// Whose an open document is: 500 of all leaders, 4,500 the deputy's alone, the others of 20 unit heads or one of 200 people.
    /// </summary>
    public (Guid? Person, string? Role, Guid? Unit) Holder(int document)
    {
        var place = document - (documents - Open);
        if (place <= Open / 40)
            return (null, nameof(Role.Leader), null);
        if (place <= Open / 4)
            return (deputy, null, null);
        return place % 2 == 0 ? (Person(place / 2), null, null) : (null, nameof(Role.UnitHead), Unit(place));
    }
}

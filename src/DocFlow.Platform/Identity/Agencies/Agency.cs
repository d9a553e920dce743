using DocFlow.Platform.Data;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>The agency whose office this installation runs.</summary>
public sealed record Agency
{
    /// <summary>The trail's subject for acts on the agency itself.</summary>
    public static Guid Subject { get; } = Guid.Parse("01900000-0000-7000-8000-000000000001");

    /// <summary>Its code (QCVN 102:2016/BTTTT), "G09.01".</summary>
    public required string Code { get; init; }

    /// <summary>Its name, "Văn phòng Chính phủ".</summary>
    public required string Name { get; init; }

    /// <summary>The place that stands before a date, "Hà Nội".</summary>
    public required string Place { get; init; }

    /// <summary>Its abbreviation in a document's notation, "VPCP".</summary>
    public required string Notation { get; init; }

    /// <summary>The agency above it, as it is printed on its letters, if any.</summary>
    public string? Superior { get; init; }

    /// <summary>The agency, or null before it was enrolled.</summary>
    public static Task<Agency?> Find(ReadSession session) => session.Find<Agency>(Load);

    /// <summary>The agency, or the refusal of whoever needs it before it was enrolled.</summary>
    public static async Task<Outcome<Agency>> Need(ReadSession session) => await Find(session) is { } agency
        ? agency
        : Refusal.Conflict("agency.not-enrolled",
            "Chưa khai báo cơ quan; quản trị viên cần khai báo tên, mã và ký hiệu của cơ quan trước.",
            "The agency is not enrolled yet; an administrator must first enter its name, code and notation.");

    private const string Load = """
        select code, name, place, notation, superior
        from identity_agency
        where id = 1
        """;
}

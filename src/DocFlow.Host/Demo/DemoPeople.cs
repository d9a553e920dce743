using DocFlow.Platform.Identity;

namespace DocFlow.Host.Demo;

/// <summary>The office of the demonstration: an agency that does not exist, its people and the agencies it writes to.</summary>
public static class DemoPeople
{
    /// <summary>The agency's code on the exchange.</summary>
    public const string Code = "H99.01";

    /// <summary>The agency.</summary>
    public const string Agency = "Văn phòng Ủy ban nhân dân tỉnh Yên Hà";

    /// <summary>The body above it.</summary>
    public const string Superior = "Ủy ban nhân dân tỉnh Yên Hà";

    /// <summary>Where it sits.</summary>
    public const string Place = "Yên Hà";

    /// <summary>Its notation.</summary>
    public const string Notation = "VPUB";

    /// <summary>The unit that the clerk belongs to.</summary>
    public const string ClerksUnit = "Phòng Hành chính - Văn thư";

    /// <summary>The unit that drafts.</summary>
    public const string DraftingUnit = "Phòng Tổng hợp";

    /// <summary>The unit of the leaders.</summary>
    public const string LeadersUnit = "Lãnh đạo Văn phòng";

    /// <summary>Receives, registers and issues; keeps the seal.</summary>
    public static DemoPerson Clerk { get; } =
        new("vanthu", "Nguyễn Thị Lan", ClerksUnit, Role.Clerk, "Văn thư") { MaySeal = true };

    /// <summary>Reviews what the unit drafted.</summary>
    public static DemoPerson Head { get; } =
        new("truongphong", "Lê Hoàng Hải", DraftingUnit, Role.UnitHead, "Trưởng phòng") { Signs = true };

    /// <summary>Approves.</summary>
    public static DemoPerson Deputy { get; } =
        new("phochanh", "Đỗ Thu Hương", LeadersUnit, Role.Leader, "Phó Chánh Văn phòng") { Signs = true };

    /// <summary>Signs.</summary>
    public static DemoPerson Leader { get; } =
        new("chanhvp", "Trần Văn Minh", LeadersUnit, Role.Leader, "Chánh Văn phòng") { Signs = true };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } = [Clerk, Head, Deputy, Leader];

    /// <summary>The agencies that receive what is issued.</summary>
    public static IReadOnlyList<(string Code, string Name)> Recipients { get; } =
        [("H99.02", "Sở Tài chính tỉnh Yên Hà"), ("H99.03", "Ủy ban nhân dân huyện Sơn Động")];
}

/// <summary>A person of the demonstration's office.</summary>
public sealed record DemoPerson(string UserName, string FullName, string Unit, Role Role, string Title)
{
    /// <summary>Entrusted with the agency's seal.</summary>
    public bool MaySeal { get; init; }

    /// <summary>Has a key of their own.</summary>
    public bool Signs { get; init; }
}

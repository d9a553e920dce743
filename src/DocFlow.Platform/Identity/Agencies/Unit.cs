using DocFlow.Platform.Data;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>A unit of the agency.</summary>
public sealed record Unit
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name, "Vụ Tổng hợp".</summary>
    public required string Name { get; init; }

    /// <summary>Its part of a document's notation, "TH".</summary>
    public required string Notation { get; init; }

    /// <summary>The unit above, if any.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The agency code under which others write to it, if it has one.</summary>
    public string? AgencyCode { get; init; }

    /// <summary>One unit, or null.</summary>
    public static Task<Unit?> Find(ReadSession session, Guid id) => session.Find<Unit>(ById, new { Id = id });

    /// <summary>The one that others write to under this code, or null.</summary>
    public static Task<Unit?> OfCode(ReadSession session, string code) => session.Find<Unit>(ByCode, new { Code = code });

    /// <summary>All units, by name.</summary>
    public static Task<IReadOnlyList<Unit>> All(ReadSession session) => session.List<Unit>(ByName);

    internal static Refusal Unknown { get; } = Refusal.Invalid("unit.unknown",
        "Không có đơn vị này; hãy chọn lại.",
        "There is no such unit; choose again.");

    private const string ById = """
        select id, name, notation, parent_id, agency_code
        from identity_unit
        where id = @Id
        """;

    private const string ByCode = """
        select id, name, notation, parent_id, agency_code
        from identity_unit
        where agency_code = @Code
        """;

    private const string ByName = """
        select id, name, notation, parent_id, agency_code
        from identity_unit
        order by name
        """;
}

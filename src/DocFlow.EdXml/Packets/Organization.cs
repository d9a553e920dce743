namespace DocFlow.EdXml.Packets;

/// <summary>An agency as From, To and status packets carry it; `OrganId` is its code, old or new form.</summary>
public sealed record Organization
{
    public required string OrganId { get; init; }
    public string? OrganizationInCharge { get; init; }
    public string? OrganName { get; init; }
    public string? OrganAdd { get; init; }
    public string? Email { get; init; }
    public string? Telephone { get; init; }
    public string? Fax { get; init; }
    public string? Website { get; init; }
}

/// <summary>The person to ask about a packet.</summary>
public sealed record StaffInfo
{
    public string? Department { get; init; }
    public string? DepartmentId { get; init; }
    public string? Staff { get; init; }
    public string? StaffId { get; init; }
    public string? Email { get; init; }
    public string? Mobile { get; init; }
}

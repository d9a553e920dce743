namespace DocFlow.EdXml.Packets;

/// <summary>What the document is: who issued it, to whom, under which number, about what.</summary>
public sealed record MessageHeader
{
    public required Organization From { get; init; }
    public required IReadOnlyList<Organization> To { get; init; }
    public required DocumentCode Code { get; init; }
    public required PromulgationInfo PromulgationInfo { get; init; }
    public DocumentType? DocumentType { get; init; }
    public required string Subject { get; init; }
    public string? Content { get; init; }
    public SignerInfo? SignerInfo { get; init; }
    public PacketDate? DueDate { get; init; }

    /// <summary>The "Nơi nhận" lines of the letter: free text, not the addressees.</summary>
    public IReadOnlyList<string> ToPlaces { get; init; } = [];

    public OtherInfo OtherInfo { get; init; } = new();

    /// <summary>The documents this one answers.</summary>
    public IReadOnlyList<ResponseFor> ResponseFor { get; init; } = [];

    /// <summary>Kept as it came: two readings of 0 and 1 are in use. Written as 0 when not given.</summary>
    public int? SteeringType { get; init; }

    public IReadOnlyList<string> ResponseForTask { get; init; } = [];
    public string? ApplicationType { get; init; }

    /// <summary>The key of the document everywhere; see <see cref="Packets.DocumentId"/> for its canonical form.</summary>
    public required string DocumentId { get; init; }
}

/// <summary>`15/QĐ-BNV` in its two halves; the number is text: `05` keeps its zero.</summary>
public sealed record DocumentCode(string CodeNumber, string CodeNotation)
{
    public override string ToString() => $"{CodeNumber}/{CodeNotation}";
}

public sealed record PromulgationInfo(string? Place, PacketDate? PromulgationDate);

/// <summary>Readers rely on the name only; whether the number stands in Type or TypeDetail is not agreed between vendors.</summary>
public sealed record DocumentType(int? Type, int? TypeDetail, string? TypeName);

/// <summary>`Competence` is the form of authority: TM., KT., TL., TUQ., Q., or nothing.</summary>
public sealed record SignerInfo(string? Competence, string? Position, string? FullName);

public sealed record OtherInfo
{
    /// <summary>0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ.</summary>
    public int? Priority { get; init; }

    public string? SphereOfPromulgation { get; init; }
    public string? TyperNotation { get; init; }
    public int? PromulgationAmount { get; init; }
    public int? PageAmount { get; init; }
    public string? Direction { get; init; }
    public IReadOnlyList<string> Appendixes { get; init; } = [];
}

/// <summary>A document referred to: one that is answered, or one whose status is told.</summary>
public sealed record ResponseFor
{
    public string? OrganId { get; init; }

    /// <summary>Number and notation together: `267/VPCP-TTĐT`.</summary>
    public string? Code { get; init; }

    public PacketDate? PromulgationDate { get; init; }
    public string? DocumentId { get; init; }
}

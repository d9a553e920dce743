using DocFlow.Contracts;

namespace DocFlow.Intake.Registering;

/// <summary>State secrecy as the paper is stamped; anything but None never enters this system.</summary>
public enum Secrecy
{
    /// <summary>Not secret.</summary>
    None,

    /// <summary>Mật.</summary>
    Confidential,

    /// <summary>Tối mật.</summary>
    Secret,

    /// <summary>Tuyệt mật.</summary>
    TopSecret,
}

/// <summary>
/// What the clerk confirms about an incoming document: Decree 30/2020, Annex VI part II, "incoming", without what the system fills in
/// itself (agency of the file code, pages, arrival date and number).
/// </summary>
public sealed record Metadata
{
    /// <summary>Year of the file plan (FileCatalog, N4).</summary>
    public int? FileCatalog { get; init; }

    /// <summary>Notation of the file it belongs to (S20).</summary>
    public string? FileNotation { get; init; }

    /// <summary>Type by name (S100).</summary>
    public string TypeName { get; init; } = "";

    /// <summary>Number (S11); none for letters that have none.</summary>
    public string? CodeNumber { get; init; }

    /// <summary>The part after the slash (S30).</summary>
    public string? CodeNotation { get; init; }

    public DateOnly? IssuedOn { get; init; }

    /// <summary>The issuer's agency code (S35 since QĐ 20/2020), where known.</summary>
    public string? OrganId { get; init; }

    /// <summary>The issuer (S200).</summary>
    public string OrganName { get; init; } = "";

    /// <summary>Trích yếu (S500).</summary>
    public string Subject { get; init; } = "";

    /// <summary>Language of the text (S30).</summary>
    public string Language { get; init; } = "Tiếng Việt";

    /// <summary>Notes (S500).</summary>
    public string? Description { get; init; }

    /// <summary>Position of who signed it (S100).</summary>
    public string? SignerPosition { get; init; }

    /// <summary>Full name of who signed it (S50).</summary>
    public string? SignerName { get; init; }

    public Urgency Urgency { get; init; }

    public Secrecy Secrecy { get; init; }

    /// <summary>Nơi nhận as printed (S1000).</summary>
    public string? ToPlaces { get; init; }

    /// <summary>By when it asks to be handled.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The same without blanks at the ends; empty is absent.</summary>
    public Metadata Trimmed() => this with
    {
        FileNotation = Trim(FileNotation),
        TypeName = TypeName.Trim(),
        CodeNumber = Trim(CodeNumber),
        CodeNotation = Trim(CodeNotation),
        OrganId = Trim(OrganId),
        OrganName = OrganName.Trim(),
        Subject = Subject.Trim(),
        Language = Language.Trim(),
        Description = Trim(Description),
        SignerPosition = Trim(SignerPosition),
        SignerName = Trim(SignerName),
        ToPlaces = Trim(ToPlaces),
    };

    private static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

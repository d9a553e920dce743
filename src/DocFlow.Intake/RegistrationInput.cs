using DocFlow.Contracts;
using DocFlow.Intake.Registering;

namespace DocFlow.Intake;

/// <summary>What stands in the registration form, as typed.</summary>
public sealed class RegistrationInput
{
    public string? TypeName { get; set; }

    public string? CodeNumber { get; set; }

    public string? CodeNotation { get; set; }

    public DateOnly? IssuedOn { get; set; }

    public string? OrganName { get; set; }

    public string? OrganId { get; set; }

    public string? Subject { get; set; }

    public string? SignerPosition { get; set; }

    public string? SignerName { get; set; }

    public Urgency Urgency { get; set; }

    public Secrecy Secrecy { get; set; }

    public string? ToPlaces { get; set; }

    public string? FileNotation { get; set; }

    public string? Language { get; set; }

    public string? Description { get; set; }

    public DateOnly? DueOn { get; set; }

    /// <summary>The file on the screen is the draft itself, without a letter around it.</summary>
    public bool IsDraft { get; set; }

    /// <summary>Another waiting file that is the enclosed draft.</summary>
    public Guid? DraftFile { get; set; }

    /// <summary>Other waiting files that are annexes.</summary>
    public List<Guid>? Annexes { get; set; }

    public string? DraftTypeName { get; set; }

    public string? DraftNotation { get; set; }

    public string? DraftSubject { get; set; }

    public Urgency DraftUrgency { get; set; }

    public DraftPrint DraftPrint { get; set; }

    /// <summary>Number in the incoming register and year of what the draft answers.</summary>
    public string? DraftAnswers { get; set; }

    public DateOnly? DraftReplyBy { get; set; }

    public Guid? DraftUnit { get; set; }

    /// <summary>Codes of the agencies that are to get the draft.</summary>
    public List<string>? Recipients { get; set; }

    public string? AnewReason { get; set; }

    /// <summary>As a packet says it, for the clerk to confirm.</summary>
    public static RegistrationInput Of(Metadata document) => new()
    {
        TypeName = document.TypeName,
        CodeNumber = document.CodeNumber,
        CodeNotation = document.CodeNotation,
        IssuedOn = document.IssuedOn,
        OrganName = document.OrganName,
        OrganId = document.OrganId,
        Subject = document.Subject,
        SignerPosition = document.SignerPosition,
        SignerName = document.SignerName,
        Urgency = document.Urgency,
        ToPlaces = document.ToPlaces,
        Language = document.Language,
        Description = document.Description,
        DueOn = document.DueOn,
    };

    /// <summary>The button that was pressed: "register", "anew" or the id of the earlier document to attach to.</summary>
    public string? Act { get; set; }
}

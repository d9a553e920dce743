using DocFlow.Contracts;
using DocFlow.Intake.Registering;

namespace DocFlow.Intake;

/// <summary>Makes the command of what stands in the form.</summary>
internal static class RegistrationCommand
{
    public static RegisterDocument.Command Of(Guid file, RegistrationInput input, IReadOnlyList<Recipient> chosen) => new()
    {
        Files = [.. Files(file, input)],
        Document = Document(input),
        Draft = input.IsDraft || input.DraftFile is not null ? Draft(input, chosen) : null,
        DraftAnswers = input.IsDraft || input.DraftFile is not null ? input.DraftAnswers : null,
        AttachTo = Guid.TryParse(input.Act, out var earlier) ? earlier : null,
        AnewReason = input.Act == "anew" ? input.AnewReason ?? "" : null,
    };

    private static IEnumerable<FileChoice> Files(Guid file, RegistrationInput input)
    {
        yield return new(file, input.IsDraft ? FilePurpose.Draft : FilePurpose.Main);
        if (!input.IsDraft && input.DraftFile is { } draft)
            yield return new(draft, FilePurpose.Draft);
        foreach (var annex in (input.Annexes ?? []).Where(annex => annex != input.DraftFile))
            yield return new(annex, FilePurpose.Annex);
    }

    private static Metadata Document(RegistrationInput input) => new()
    {
        TypeName = input.TypeName ?? "",
        CodeNumber = input.CodeNumber,
        CodeNotation = input.CodeNotation,
        IssuedOn = input.IssuedOn,
        OrganName = input.OrganName ?? "",
        OrganId = input.OrganId,
        Subject = input.Subject ?? "",
        SignerPosition = input.SignerPosition,
        SignerName = input.SignerName,
        Urgency = input.Urgency,
        Secrecy = input.Secrecy,
        ToPlaces = input.ToPlaces,
        FileNotation = input.FileNotation,
        Language = string.IsNullOrWhiteSpace(input.Language) ? "Tiếng Việt" : input.Language,
        Description = input.Description,
        DueOn = input.DueOn,
    };

    private static OutgoingDraft Draft(RegistrationInput input, IReadOnlyList<Recipient> chosen) => new()
    {
        TypeName = input.DraftTypeName?.Trim() ?? "",
        Notation = input.DraftNotation?.Trim() ?? "",
        Subject = input.DraftSubject?.Trim() ?? "",
        Urgency = input.DraftUrgency,
        Print = input.DraftPrint,
        ReplyBy = input.DraftReplyBy,
        DraftingUnitId = input.DraftUnit ?? Guid.Empty,
        Recipients = chosen,
    };
}

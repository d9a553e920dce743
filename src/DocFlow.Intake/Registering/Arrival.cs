using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.Intake.Packets;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake.Registering;

/// <summary>A checked document on its way into the register: how it is kept there and what the next room is told.</summary>
internal sealed record Arrival
{
    public required Guid Id { get; init; }

    public required DateOnly Today { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required Actor Clerk { get; init; }

    public required Metadata Document { get; init; }

    public required IReadOnlyList<ChosenFile> Files { get; init; }

    public OutgoingDraft? Draft { get; init; }

    /// <summary>Number, notation and issuer, for finding it again.</summary>
    public string? CodeKey { get; init; }

    /// <summary>Why it is registered although it was seen before; null for a first arrival.</summary>
    public string? AnewReason { get; init; }

    /// <summary>The packet it came in, over the exchange.</summary>
    public PacketRow? Packet { get; init; }

    public string Code => DocumentCode.Print(Document.CodeNumber, Document.CodeNotation);

    private int Pages => Files[0].Report.Pages;

    // the draft's length is what screening counted, whatever the form said; one that came with a packet answers what it came with
    private OutgoingDraft? CountedDraft => Draft is null ? null : Draft with
    {
        Pages = Files.First(file => file.Purpose == FilePurpose.Draft).Report.Pages,
        Answers = Draft.Answers ?? Packet?.Answered(Id),
    };

    /// <summary>
    /// A first arrival holds its hash and its code as unique keys: two clerks at once cannot both be first.
    /// </summary>
    public string RepeatKeyOf(ChosenFile file) =>
        AnewReason is null && file.Purpose != FilePurpose.Annex ? file.File.Sha256 : file.Id.ToString("N");

    public object Row(int arrivalNumber) => new
    {
        Id,
        Today.Year,
        ArrivalNumber = arrivalNumber,
        Today,
        Document.FileCatalog,
        Document.FileNotation,
        Document.TypeName,
        Document.CodeNumber,
        Document.CodeNotation,
        Document.IssuedOn,
        Document.OrganId,
        Document.OrganName,
        Document.Subject,
        Document.Language,
        Pages,
        Document.Description,
        Document.SignerPosition,
        Document.SignerName,
        Urgency = (int)Document.Urgency,
        Document.ToPlaces,
        Document.DueOn,
        Draft = CountedDraft is null ? null : JsonSerializer.Serialize(CountedDraft, MessageJson.Options),
        DraftAnswers = CountedDraft?.Answers?.DocumentId,
        Now,
        Clerk.UserId,
        Clerk.FullName,
        AnewReason,
        CodeKey,
        RepeatKey = AnewReason is null && CodeKey is not null ? CodeKey : Id.ToString("N"),
    };

    public DocumentRegistered Message(int arrivalNumber) => new()
    {
        DocumentId = Id,
        Year = Today.Year,
        ArrivalNumber = arrivalNumber,
        ArrivedOn = Today,
        RegisteredAt = Now,
        RegisteredBy = Clerk.UserId,
        RegisteredByName = Clerk.FullName,
        IssuerName = Document.OrganName,
        IssuerCode = Document.OrganId,
        Code = Code,
        IssuedOn = Document.IssuedOn,
        TypeName = Document.TypeName,
        Subject = Document.Subject,
        Urgency = Document.Urgency,
        DueOn = Document.DueOn,
        Files = [.. Files.Select(file => file.File)],
        Draft = CountedDraft,
        SenderWaits = Packet is not null,
    };
}

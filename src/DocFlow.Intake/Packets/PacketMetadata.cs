using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.Intake.Recalling;
using DocFlow.Intake.Registering;
using DocFlow.Platform;

namespace DocFlow.Intake.Packets;

/// <summary>
/// What a packet's header says, as the registration asks for it; the clerk confirms. Longer than the register's columns is cut, but never a
/// number: a wrong one would be worse than a fault on the screen.
/// </summary>
internal static class PacketMetadata
{
    public static Metadata Of(MessageHeader header, string fromName, DateOnly today) => new()
    {
        TypeName = Shortened.WithDots(header.DocumentType?.TypeName, 100) ?? "",
        CodeNumber = header.Code.CodeNumber,
        CodeNotation = header.Code.CodeNotation,
        IssuedOn = header.PromulgationInfo.PromulgationDate?.Value,
        OrganId = header.From.OrganId,
        OrganName = fromName,
        Subject = Shortened.WithDots(header.Subject, 500)!,
        Description = header.Content == header.Subject ? null : Shortened.WithDots(header.Content, 500),
        SignerPosition = Shortened.WithDots(header.SignerInfo?.Position, 100),
        SignerName = Shortened.WithDots(header.SignerInfo?.FullName, 50),
        Urgency = UrgencyOf(header),
        ToPlaces = header.ToPlaces.Count == 0 ? null : Shortened.WithDots(string.Join("; ", header.ToPlaces), 1000),
        DueOn = Ahead(header.DueDate?.Value, today),
    };

    /// <summary>The same as its sender corrected it, once that was agreed to.</summary>
    public static Metadata With(this Metadata document, string? agreed, DateOnly today)
    {
        if (agreed is null)
            return document;
        var change = RequestedChange.Read(agreed);
        return document with
        {
            Subject = change.Subject,
            DueOn = change.DueOn is null ? document.DueOn : Ahead(change.DueOn, today),
            Urgency = change.Urgency ?? document.Urgency,
            IssuedOn = change.IssuedOn ?? document.IssuedOn,
            SignerName = change.SignerName,
            SignerPosition = change.SignerPosition,
            ToPlaces = change.ToPlaces,
        };
    }

    // a day that is over cannot be met any more: the page shows it, the register would refuse it
    private static DateOnly? Ahead(DateOnly? day, DateOnly today) => day >= today ? day : null;

    // edXML knows a fourth level, express at a set hour, that Decree 30/2020 does not
    private static Urgency UrgencyOf(MessageHeader header) => (Urgency)Math.Clamp(header.OtherInfo.Priority ?? 0, 0, (int)Urgency.Express);
}

using System.Text.Json;
using DocFlow.Contracts;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;
using DocFlow.Platform.Messaging;

namespace DocFlow.Intake.Recalling;

/// <summary>What a packet that updates or replaces says the document is now.</summary>
public sealed record RequestedChange
{
    /// <summary>The key on the exchange of the document that the packet itself carries.</summary>
    public required string ExchangeId { get; init; }

    public required string Code { get; init; }

    public required string Subject { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public DateOnly? DueOn { get; init; }

    public Urgency? Urgency { get; init; }

    public string? SignerName { get; init; }

    public string? SignerPosition { get; init; }

    /// <summary>Nơi nhận, as the new header prints it.</summary>
    public string? ToPlaces { get; init; }

    /// <summary>Agencies that no longer are, or now are, recipients.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>From the header of the packet.</summary>
    public static RequestedChange Of(DocumentPacket packet) => new()
    {
        ExchangeId = packet.Header.DocumentId,
        Code = packet.Header.Code.ToString(),
        Subject = Shortened.WithDots(packet.Header.Subject, 500)!,
        IssuedOn = packet.Header.PromulgationInfo.PromulgationDate?.Value,
        DueOn = packet.Header.DueDate?.Value,
        Urgency = packet.Header.OtherInfo.Priority is >= 0 and <= 3 and var priority ? (Urgency)priority : null,
        SignerName = Shortened.WithDots(packet.Header.SignerInfo?.FullName, 50),
        SignerPosition = Shortened.WithDots(packet.Header.SignerInfo?.Position, 100),
        ToPlaces = packet.Header.ToPlaces.Count == 0 ? null : Shortened.WithDots(string.Join("; ", packet.Header.ToPlaces), 1000),
        Removed = Receivers(packet, removed: true),
        Added = Receivers(packet, removed: false),
    };

    /// <summary>As it is kept.</summary>
    public static RequestedChange Read(string json) => JsonSerializer.Deserialize<RequestedChange>(json, MessageJson.Options)!;

    /// <summary>For keeping.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MessageJson.Options);

    private static string[] Receivers(DocumentPacket packet, bool removed) =>
        [.. (packet.Bussiness?.Change?.Receivers ?? []).Where(one => one.ReceiverType == (removed ? 0 : 1)).Select(one => one.OrganId)];
}

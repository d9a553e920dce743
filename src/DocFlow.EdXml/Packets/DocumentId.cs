namespace DocFlow.EdXml.Packets;

/// <summary>
/// `OrganId,yyyy/MM/dd,Number/Notation`: what receivers split at the commas (Decision 28/2018, art. 10: agency code, time, ordinal number).
/// </summary>
public sealed record DocumentId(string OrganId, DateOnly Date, DocumentCode Code)
{
    /// <summary>Null for the stray forms (UUIDs, vendors' own keys), which stay plain text.</summary>
    public static DocumentId? Parse(string? text)
    {
        var parts = (text ?? "").Split(',', 3);
        if (parts.Length < 3 || parts[0].Trim().Length == 0 || new PacketDate(parts[1].Trim()) is not { IsCanonical: true, Value: { } day })
            return null;

        var slash = parts[2].IndexOf('/', StringComparison.Ordinal);
        return slash <= 0 ? null : new DocumentId(parts[0].Trim(), day, new(parts[2][..slash].Trim(), parts[2][(slash + 1)..].Trim()));
    }

    public override string ToString() => $"{OrganId},{PacketDate.On(Date)},{Code}";
}

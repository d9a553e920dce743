using System.Text.Json;
using DocFlow.EdXml.Exchange;

namespace DocFlow.Dispatch.Transports;

/// <summary>Lists of an exchange, line by line.</summary>
internal static class AxisRows
{
    /// <summary>A line that speaks of nothing that we ask for.</summary>
    public static WaitingPacket Skip { get; } = new("", null, null, null);

    /// <summary>
    /// A line without what names it makes the answer one that is not understood: leaving it out would lose a packet unseen.
    /// </summary>
    public static TransportAnswer<IReadOnlyList<T>> Rows<T>(this TransportAnswer<AxisAnswer> answer, Func<JsonElement, T?> read)
        where T : class => answer.Then<IReadOnlyList<T>>(said =>
    {
        var rows = said.Rows?.Select(read).ToList();
        return rows is null || rows.Contains(null)
            ? new TransportFault(TransportFault.Unreadable, "The exchange's list has lines that cannot be read.")
            : rows.Where(row => !ReferenceEquals(row, Skip)).ToList()!;
    });

    public static WaitingPacket? Waiting(JsonElement row, string createdAt) => AxisAnswer.Text(row, "docId") is { } docId
        ? new WaitingPacket(docId, AxisAnswer.Text(row, "from"), AxisAnswer.Text(row, "to"), AxisAnswer.Text(row, createdAt))
        {
            Sha256 = AxisAnswer.Text(row, "hash_file"),
            ExchangeId = AxisAnswer.Text(row, "documentId"),
            Code = AxisAnswer.Text(row, "notation"),
            Subject = AxisAnswer.Text(row, "status_desc"),
            Length = AxisAnswer.Text(row, "length"),
        }
        : null;

    public static ListedAgency? Agency(JsonElement row) =>
        AxisAnswer.Text(row, "code") is { } code && AxisAnswer.Text(row, "name") is { } name
            ? new ListedAgency(code, name)
            {
                Id = AxisAnswer.Text(row, "id"),
                ParentId = AxisAnswer.Text(row, "pid"),
                Mail = AxisAnswer.Text(row, "mail"),
                OldCode = AxisAnswer.Text(row, "oldCode"),
            }
            : null;

    public static SentPacket? Sent(JsonElement row) =>
        (AxisAnswer.Text(row, "senderDocId") ?? AxisAnswer.Text(row, "docId")) is not { } docId ? null : new SentPacket
        {
            DocId = docId,
            FromCode = AxisAnswer.Text(row, "fromCode"),
            ToCode = AxisAnswer.Text(row, "toCode"),
            Title = AxisAnswer.Text(row, "title"),
            Notation = AxisAnswer.Text(row, "notation"),
            SentTime = AxisAnswer.Text(row, "sentTime"),
            ReceivedTime = AxisAnswer.Text(row, "receivedTime"),
            SendStatus = AxisAnswer.Text(row, "sendStatus"),
            ReceiveStatus = AxisAnswer.Text(row, "receiveStatus"),
            Description = AxisAnswer.Text(row, "receiveStatusDesc") ?? AxisAnswer.Text(row, "sendStatusDesc"),
        };
}

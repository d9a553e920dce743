using System.Globalization;
using DocFlow.EdXml.Packets;
using DocFlow.Platform;

namespace DocFlow.Intake.Packets;

/// <summary>The key under which a document of the exchange is found, in whatever form its DocumentId came.</summary>
internal static class ExchangeKey
{
    private const int Longest = 250;

    /// <summary>Agency, year, number and notation where the id says them, else the id's own text.</summary>
    public static string Of(string exchangeId)
    {
        var id = AnyDocumentId.Of(exchangeId);
        var key = id is { OrganId: { } organ, Code: { } code }
            ? string.Create(CultureInfo.InvariantCulture, $"{organ}|{id.Year}|{code}").ToLowerInvariant()
            : exchangeId.Trim();
        return Shortened.Of(key, Longest);
    }
}

using DocFlow.Dispatch.Exchange;
using DocFlow.EdXml.Exchange;

namespace DocFlow.Dispatch.Transports;

/// <summary>Where an exchange answers, and how we prove ourselves there.</summary>
public sealed record AxisAccess(Uri Address, SystemCredential Credential)
{
    /// <summary>The largest packet that is fetched from there.</summary>
    public long Limit { get; init; } = new ExchangeOptions().LargestPacket;

    /// <summary>The address of one of its operations.</summary>
    public Uri Of(string operation) => new(Address.AbsoluteUri.TrimEnd('/') + "/" + operation);
}

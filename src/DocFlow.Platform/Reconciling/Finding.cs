using System.Text.Json.Serialization;
using DocFlow.Platform.Data;

namespace DocFlow.Platform.Reconciling;

/// <summary>Something that stands still, is missing or does not fit, and why.</summary>
/// <param name="Code">Noun.condition, such as "message.unheard".</param>
/// <param name="Subject">The document, case or file it is about, where it is about one.</param>
/// <param name="Since">Since when it has been so.</param>
/// <param name="Vi">Why, in Vietnamese.</param>
/// <param name="En">Why, in English.</param>
public sealed record Finding(string Code, Guid? Subject, DateTimeOffset Since, string Vi, string En)
{
    /// <summary>Wakes or mends it, in one transaction, by compare-and-set; false when it no longer stood so. Null: a person must.</summary>
    [JsonIgnore]
    public Func<Session, Task<bool>>? Heal { get; init; }

    /// <summary>Whether the reconciler may mend it by itself.</summary>
    public bool Healable => Heal is not null;
}

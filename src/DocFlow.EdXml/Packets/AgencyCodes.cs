namespace DocFlow.EdXml.Packets;

/// <summary>
/// Which old code belongs to which new one, as the agency list says (its `code` and `oldCode`). Never computed from the text: merged and
/// renamed agencies keep no rule. An old code listed for two agencies belongs to neither.
/// </summary>
public sealed class AgencyCodes
{
    private readonly Dictionary<string, string> current;
    private readonly Dictionary<string, string> old;

    public AgencyCodes(IEnumerable<(string Code, string? OldCode)> list)
    {
        var pairs = list.Where(pair => !string.IsNullOrWhiteSpace(pair.OldCode)).Distinct().ToList();
        current = Certain(pairs.Select(pair => (pair.OldCode!, pair.Code)));
        old = Certain(pairs.Select(pair => (pair.Code, pair.OldCode!)));
    }

    /// <summary>The code in force for an old one; any other comes back as it is.</summary>
    public string Current(string code) => current.GetValueOrDefault(code, code);

    /// <summary>What an agency was called before Decision 20/2020; null where the list does not say.</summary>
    public string? Old(string code) => old.GetValueOrDefault(code);

    /// <summary>One agency under its old and its new code.</summary>
    public bool AreSame(string one, string other) => string.Equals(Current(one), Current(other), StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> Certain(IEnumerable<(string From, string To)> pairs) => pairs
        .GroupBy(pair => pair.From, StringComparer.OrdinalIgnoreCase)
        .Where(same => same.Select(pair => pair.To).Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1)
        .ToDictionary(same => same.Key, same => same.First().To, StringComparer.OrdinalIgnoreCase);
}

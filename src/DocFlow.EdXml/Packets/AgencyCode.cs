using System.Text.RegularExpressions;

namespace DocFlow.EdXml.Packets;

public enum AgencyCodeForm
{
    /// <summary>QCVN 102:2016: four groups, the top level last (`000.00.12.H53`).</summary>
    Old,

    /// <summary>Decision 20/2020: groups from the top level down (`H53.12`).</summary>
    New,

    /// <summary>Vendors' and test codes, business registration numbers.</summary>
    Other,
}

/// <summary>
/// An agency's code as text. Real systems use many that follow neither form, so only what would break a packet is refused.
/// </summary>
public readonly partial record struct AgencyCode(string Text)
{
    /// <summary>13 in QCVN 102:2016; 35 since its amendment 1:2022.</summary>
    public const int Longest = 35;

    public AgencyCodeForm Form => Old().IsMatch(Text) ? AgencyCodeForm.Old
        : New().IsMatch(Text) ? AgencyCodeForm.New : AgencyCodeForm.Other;

    /// <summary>1 to 35 printable characters without a blank or a comma, which would split a DocumentId elsewhere.</summary>
    public bool IsUsable => Text.Length <= Longest && Usable().IsMatch(Text);

    /// <summary>Units that the axis keeps for trials.</summary>
    public bool IsTest => Text.Split('.').Contains("W00");

    public override string ToString() => Text;

    [GeneratedRegex(@"^[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}\z")]
    private static partial Regex Old();

    [GeneratedRegex(@"^[A-Z][0-9]{2}(\.[0-9A-Z]+)*\z")]
    private static partial Regex New();

    [GeneratedRegex(@"^[^\s,\p{C}]+\z")]
    private static partial Regex Usable();
}

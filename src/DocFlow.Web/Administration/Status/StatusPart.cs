namespace DocFlow.Web.Administration.Status;

/// <summary>How a part of the installation is.</summary>
public enum Light
{
    /// <summary>Nothing to do.</summary>
    Good,

    /// <summary>Look at it today.</summary>
    Watch,

    /// <summary>Do something now.</summary>
    Bad,
}

/// <summary>Two sentences that say the same.</summary>
public sealed record Said(string Vi, string En);

/// <summary>A part of the installation, how it is, and what to do where it is not well.</summary>
public sealed record StatusPart(Said Name, Light Light, Said Says)
{
    /// <summary>What an operator does about it.</summary>
    public Said? Do { get; init; }

    /// <summary>The page where it is done, or looked at more closely.</summary>
    public string? Href { get; init; }
}

namespace DocFlow.Platform;

/// <summary>A sentence about what a document was used for, in both languages.</summary>
public sealed record DocumentUse(string Vi, string En);

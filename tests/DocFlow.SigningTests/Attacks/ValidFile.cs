namespace DocFlow.Tests.Signing.Attacks;

/// <summary>A file that is what it seems: who wrote its last version, its name, and what was done.</summary>
internal sealed record ValidFile(string By, string Id, string Does, byte[] Bytes);

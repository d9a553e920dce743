namespace DocFlow.Platform.Mail;

/// <summary>A mail of plain text.</summary>
public sealed record Letter(string To, string Subject, string Text);

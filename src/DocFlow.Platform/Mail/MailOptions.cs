namespace DocFlow.Platform.Mail;

/// <summary>How mail is handed over; without a host none is sent.</summary>
public sealed record MailOptions
{
    /// <summary>The SMTP server.</summary>
    public string? Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether the line is encrypted (STARTTLS); without it name and password are not sent.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>The sender's address.</summary>
    public string? From { get; init; }

    /// <summary>Who we are there, where it asks.</summary>
    public string? UserName { get; init; }

    /// <summary>The password for it; never logged or shown.</summary>
    public string? Password { get; init; }

    /// <summary>Where people reach this installation, as it is written into mails.</summary>
    public string? Site { get; init; }

    /// <summary>Whether mail is sent at all.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Host) && !string.IsNullOrWhiteSpace(From);
}

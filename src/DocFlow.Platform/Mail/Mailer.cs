using System.Net;
using System.Net.Mail;

namespace DocFlow.Platform.Mail;

/// <summary>Hands mail to the configured server; a server that is away or says no is an answer, not an accident.</summary>
public sealed class Mailer(MailOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Whether mail is sent at all.</summary>
    public MailOptions Options => options;

    /// <summary>Sends it; null when the server took it, else why not.</summary>
    public async Task<string?> Send(Letter letter, CancellationToken stop)
    {
        using var mail = new MailMessage(options.From!, letter.To, letter.Subject, letter.Text);
        using var client = new SmtpClient(options.Host!, options.Port) { EnableSsl = options.Tls };
        if (options.Tls && !string.IsNullOrEmpty(options.UserName))
            client.Credentials = new NetworkCredential(options.UserName, options.Password);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            await client.SendMailAsync(mail, limit.Token);
            return null;
        }
        catch (Exception away) when (away is SmtpException or IOException)
        {
            return (away as SmtpException)?.StatusCode is { } status and not SmtpStatusCode.GeneralFailure ? $"SMTP {(int)status}" : "SMTP";
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return "SMTP timeout";
        }
    }
}

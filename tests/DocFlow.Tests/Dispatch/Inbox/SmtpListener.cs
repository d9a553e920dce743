using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DocFlow.Tests.Dispatch.Inbox;

/// <summary>
/// A mail server of a few words: takes what it is given, or says no. With a certificate it offers STARTTLS, then asks who it is.
/// </summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _listening;

    public SmtpListener(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _listening = Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether it takes mail.</summary>
    public bool Takes { get; set; } = true;

    /// <summary>The mails taken, headers and text.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>All lines that anybody on the way could read.</summary>
    public List<string> InClear { get; } = [];

    /// <summary>All lines that came encrypted.</summary>
    public List<string> Encrypted { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _listening.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task Listen()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            // who does not believe the certificate hangs up
            await Serve(client.GetStream(), greets: true).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task Serve(Stream line, bool greets)
    {
        using var said = new StreamReader(line, Encoding.Latin1, leaveOpen: true);
        await using var answer = new StreamWriter(line, Encoding.Latin1, leaveOpen: true) { AutoFlush = true, NewLine = "\r\n" };
        if (greets)
            await answer.WriteLineAsync("220 here");
        var secret = line is SslStream;
        while (await said.ReadLineAsync(_stop.Token) is { } heard)
        {
            (secret ? Encrypted : InClear).Add(heard);
            var word = heard.Split(' ', ':')[0].ToUpperInvariant();
            await answer.WriteLineAsync(AnswerTo(word, secret));
            if (word == "STARTTLS")
                await Encrypt(line);
            if (word is "QUIT" or "STARTTLS")
                return;
            if (word == "DATA")
                await Take(said, answer);
        }
    }

    private async Task Encrypt(Stream line)
    {
        await using var tls = new SslStream(line);
        await tls.AuthenticateAsServerAsync(_certificate!);
        await Serve(tls, greets: false);
    }

    private string AnswerTo(string word, bool secret) => word switch
    {
        "EHLO" when secret => "250-here\r\n250 AUTH LOGIN",
        "EHLO" when _certificate is not null => "250-here\r\n250 STARTTLS",
        "STARTTLS" => "220 go on",
        "AUTH" => "334 UGFzc3dvcmQ6",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        "MAIL" when !Takes => "451 later",
        "MAIL" or "RCPT" or "HELO" or "EHLO" or "RSET" => "250 well",
        _ => "235 welcome",
    };

    private async Task Take(StreamReader said, StreamWriter answer)
    {
        var mail = new StringBuilder();
        while (await said.ReadLineAsync(_stop.Token) is { } line && line != ".")
            mail.AppendLine(line);
        Taken.Add(mail.ToString());
        await answer.WriteLineAsync("250 taken");
    }
}

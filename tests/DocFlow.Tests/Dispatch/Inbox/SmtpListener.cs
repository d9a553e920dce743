using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DocFlow.Tests.Dispatch.Inbox;

/// <summary>A mail server of a few words: takes what it is given, or says no.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;

    public SmtpListener()
    {
        _listener.Start();
        _listening = Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether it takes mail.</summary>
    public bool Takes { get; set; } = true;

    /// <summary>The mails taken, headers and text.</summary>
    public List<string> Taken { get; } = [];

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
            await using var line = client.GetStream();
            await using var answer = new StreamWriter(line, Encoding.Latin1, leaveOpen: true) { AutoFlush = true, NewLine = "\r\n" };
            await Serve(new StreamReader(line, Encoding.Latin1), answer);
        }
    }

    private async Task Serve(StreamReader said, StreamWriter answer)
    {
        await answer.WriteLineAsync("220 here");
        while (await said.ReadLineAsync(_stop.Token) is { } line)
        {
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            await answer.WriteLineAsync(word switch
            {
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                "MAIL" when !Takes => "451 later",
                _ => "250 well",
            });
            if (word == "QUIT")
                return;
            if (word == "DATA")
                await Take(said, answer);
        }
    }

    private async Task Take(StreamReader said, StreamWriter answer)
    {
        var mail = new StringBuilder();
        while (await said.ReadLineAsync(_stop.Token) is { } line && line != ".")
            mail.AppendLine(line);
        Taken.Add(mail.ToString());
        await answer.WriteLineAsync("250 taken");
    }
}

using System.Net.Sockets;
using System.Text;

namespace DocFlow.Tests.Dispatch.Exchange;

/// <summary>A call by hand: its signed head, and as much of its body as the test wants, as slowly as it wants.</summary>
internal sealed class RawLine : IDisposable
{
    private readonly TcpClient _line;

    private RawLine(TcpClient line) => _line = line;

    /// <summary>Whether anything was answered.</summary>
    public bool Answered => _line.Available > 0;

    /// <summary>Says the head of a form with a file, and where the file begins; promises a hundred kilobytes.</summary>
    public static async Task<RawLine> Begin(Node node, HttpRequestMessage call)
    {
        var head = new StringBuilder($"POST {call.RequestUri} HTTP/1.1\r\nHost: node\r\nContent-Length: 100000\r\n");
        head.Append("Content-Type: multipart/form-data; boundary=x\r\n");
        foreach (var (name, values) in call.Headers)
            head.Append(name).Append(": ").AppendJoin(',', values).Append("\r\n");
        head.Append("\r\n--x\r\nContent-Disposition: form-data; name=file_doc; filename=a\r\n\r\n");
        var line = new RawLine(new TcpClient(node.Address.Host, node.Address.Port));
        await line.Say(head.ToString());
        return line;
    }

    /// <summary>Goes on; a server that has heard enough hangs up in the middle of it, and what it answered is there to be read.</summary>
    public async Task Say(string more)
    {
        try
        {
            await _line.GetStream().WriteAsync(Encoding.UTF8.GetBytes(more));
        }
        catch (IOException) when (Answered)
        {
        }
    }

    /// <summary>The first words of the answer.</summary>
    public async Task<string> Answer()
    {
        var said = new byte[12];
        await _line.GetStream().ReadExactlyAsync(said);
        return Encoding.ASCII.GetString(said);
    }

    /// <summary>Is gone, without a word.</summary>
    public void HangUp() => _line.Client.Close(0);

    public void Dispose() => _line.Dispose();
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DocFlow.Tests;

/// <summary>
/// A gate on the way to a server: shut, it refuses callers and hangs up on those inside; silent, it takes everything and gives nothing;
/// and it can let one question through and cut the line where the answer would come. It counts who came.
/// </summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(Socket Near, Socket Far), bool> _inside = [];
    private readonly IPEndPoint _far;
    private readonly int _port;
    private TcpListener? _listener;
    private byte[]? _lastQuestion;
    private volatile bool _mute;
    private int _callers;

    public Gate(int farPort)
    {
        _far = new IPEndPoint(IPAddress.Loopback, farPort);
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Admit(_listener);
    }

    public int Port => _port;

    /// <summary>Who came while it was open, and who knocked while it was shut.</summary>
    public int Callers => _callers;

    public bool Silent { get; set; }

    /// <summary>Shut: connections are closed as soon as they are made, as where a proxy stands before a dead server.</summary>
    public bool Shut { get; private set; }

    public void Close()
    {
        Shut = true;
        foreach (var call in _inside.Keys)
            HangUp(call);
    }

    public void Open() => (Shut, Silent) = (false, false);

    /// <summary>The next question that holds these bytes goes through; where its answer would come the line is cut.</summary>
    public void CutAfter(string question) => _lastQuestion = System.Text.Encoding.ASCII.GetBytes(question);

    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _listener, null)?.Stop();
        Close();
        return ValueTask.CompletedTask;
    }

    private async Task Admit(TcpListener listener)
    {
        while (_listener is not null)
        {
            var near = await listener.AcceptSocketAsync();
            Interlocked.Increment(ref _callers);
            if (Shut)
                near.Close(0);
            else
                _ = Connect(near);
        }
    }

    private async Task Connect(Socket near)
    {
        var call = (Near: near, Far: new Socket(SocketType.Stream, ProtocolType.Tcp));
        try
        {
            await call.Far.ConnectAsync(_far);
            _inside[call] = true;
            await await Task.WhenAny(Carry(call.Near, call.Far, questions: true), Carry(call.Far, call.Near, questions: false));
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // one of the two hung up
        }
        finally
        {
            HangUp(call);
        }
    }

    private async Task Carry(Socket from, Socket to, bool questions)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
        {
            while (Silent)
                await Task.Delay(50);
            var last = questions && _lastQuestion is { } asked && buffer.AsSpan(0, read).IndexOf(asked) >= 0;
            if (last)
                (_lastQuestion, _mute) = (null, true);
            if (questions || !_mute)
                await to.SendAsync(buffer.AsMemory(0, read));
            if (!last)
                continue;
            await Task.Delay(200); // it is done on the other side
            _mute = false;
            throw new SocketException((int)SocketError.ConnectionReset);
        }
    }

    private void HangUp((Socket Near, Socket Far) call)
    {
        _inside.TryRemove(call, out _);
        call.Near.Close(0);
        call.Far.Close(0);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DocFlow.JourneyTests.Support;

/// <summary>
/// A line between two parts that can be shut, cut in the middle of a word, fall silent without anybody hanging up, grow slow, or swallow
/// an answer whose question arrived. It counts who came.
/// </summary>
internal sealed class Line : IAsyncDisposable
{
    private sealed class Call(Socket near, Socket far)
    {
        public volatile bool Silent;
        public volatile bool LastAsked;
        private int _over;

        public Socket Far => far;

        public bool Over => _over > 0;

        public void Reset()
        {
            if (Interlocked.Exchange(ref _over, 1) > 0)
                return;
            foreach (var end in new[] { near, far })
            {
                end.LingerState = new LingerOption(true, 0); // a reset, no farewell
                end.Close();
            }
        }
    }

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Call, bool> _calls = [];
    private readonly IPEndPoint _far;
    private readonly Task _answering;
    private long _pause;
    private int _swallow;
    private int _callers;
    private byte[]? _lastQuestion;
    private volatile bool _shut;

    public Line(string name, int port)
    {
        (Name, _far) = (name, new IPEndPoint(IPAddress.Loopback, port));
        _listener.Start(backlog: 256);
        _answering = Answer();
    }

    public string Name { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Calls => _calls.Count;

    /// <summary>Everybody who ever came, answered or not.</summary>
    public int Callers => _callers;

    /// <summary>While set, whoever calls is taken and nothing comes back.</summary>
    public bool Silent { get; set; }

    /// <summary>Resets all calls, and every new one as soon as it is made, as where a proxy stands before a dead server.</summary>
    public void Close()
    {
        _shut = true;
        foreach (var call in _calls.Keys)
            call.Reset();
    }

    public void Open() => (_shut, Silent) = (false, false);

    /// <summary>The next question that holds these words goes through; where its answer would come, the call is reset.</summary>
    public void CutAfter(string question) => _lastQuestion = Encoding.ASCII.GetBytes(question);

    /// <summary>Resets this share of the calls, at random.</summary>
    public int Cut(Random random, double share)
    {
        var cut = _calls.Keys.Where(_ => random.NextDouble() < share).ToList();
        cut.ForEach(call => call.Reset());
        return cut.Count;
    }

    /// <summary>This share of the calls says nothing any more, without an end; then they are reset.</summary>
    public async Task Silence(Random random, (double Share, TimeSpan Time) how)
    {
        var silent = _calls.Keys.Where(_ => random.NextDouble() < how.Share).ToList();
        silent.ForEach(call => call.Silent = true);
        await Task.Delay(how.Time);
        silent.ForEach(call => call.Reset());
    }

    /// <summary>Every piece waits.</summary>
    public async Task Slow(TimeSpan pause, TimeSpan time)
    {
        Interlocked.Exchange(ref _pause, pause.Ticks);
        await Task.Delay(time);
        Interlocked.Exchange(ref _pause, 0);
    }

    /// <summary>The next answers are not passed on: the call is reset where one would have come.</summary>
    public void SwallowAnswers(int count) => Interlocked.Exchange(ref _swallow, count);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Close();
        await _answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Answer()
    {
        while (true)
        {
            var near = await _listener.AcceptSocketAsync();
            Interlocked.Increment(ref _callers);
            if (_shut)
                near.Close(0);
            else
                _ = Connect(near);
        }
    }

    private async Task Connect(Socket near)
    {
        var call = new Call(near, new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        near.NoDelay = true;
        try
        {
            await call.Far.ConnectAsync(_far);
            _calls[call] = true;
            await await Task.WhenAny(Carry(call, near, call.Far, answers: false), Carry(call, call.Far, near, answers: true));
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // one side hung up or was cut off
        }
        finally
        {
            _calls.TryRemove(call, out _);
            call.Reset();
        }
    }

    private async Task Carry(Call call, Socket from, Socket to, bool answers)
    {
        var buffer = new byte[32 * 1024];
        for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
        {
            if (Interlocked.Read(ref _pause) is > 0 and var pause)
                await Task.Delay(new TimeSpan(pause));
            while ((call.Silent || Silent) && !call.Over)
                await Task.Delay(50);
            if (!answers && _lastQuestion is { } last && buffer.AsSpan(0, read).IndexOf(last) >= 0)
                (_lastQuestion, call.LastAsked) = (null, true);
            if (answers && (call.LastAsked || Swallows()))
                throw new SocketException((int)SocketError.ConnectionReset);
            for (var sent = 0; sent < read;)
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
        }
    }

    private bool Swallows()
    {
        if (Volatile.Read(ref _swallow) <= 0)
            return false;
        return Interlocked.Decrement(ref _swallow) >= 0;
    }
}

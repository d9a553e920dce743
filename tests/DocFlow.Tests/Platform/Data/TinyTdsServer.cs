using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DocFlow.Tests.Platform.Data;

/// <summary>
/// As much of a TDS server ([MS-TDS]) as one login and one refused command need: answers PRELOGIN without encryption, lets anybody in,
/// and answers the command with an error of the number it was told.
/// </summary>
internal sealed class TinyTdsServer : IDisposable
{
    private const byte Response = 4;
    // ENVCHANGE to the collation Latin1_General: without one the client sends no text
    private static readonly byte[] Collation = [7, 5, 0x09, 0x04, 0xD0, 0x00, 0x34, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public TinyTdsServer(int error)
    {
        _listener.Start();
        _work = Serve(error);
    }

    public string Connection =>
        $"Server=127.0.0.1,{((IPEndPoint)_listener.LocalEndpoint).Port};User ID=docflow;Password=none;Encrypt=Optional";

    /// <summary>The bytes of the command as they came.</summary>
    public byte[] Command { get; private set; } = [];

    public void Dispose()
    {
        _stop.Cancel();
        _work.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Serve(int error)
    {
        using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
        await using var stream = client.GetStream();
        await Receive(stream, _stop.Token);
        await Send(stream, Prelogin());
        await Receive(stream, _stop.Token);
        await Send(stream, [.. Token(0xE3, Collation), .. LoginAck(), .. Done(status: 0)]);
        Command = await Receive(stream, _stop.Token);
        await Send(stream, [.. Error(error), .. Done(status: 2)]);
        await Receive(stream, _stop.Token);
    }

    // a message is one packet or more; the last has bit 1 of its status set
    private static async Task<byte[]> Receive(NetworkStream stream, CancellationToken stop)
    {
        var message = new MemoryStream();
        var header = new byte[8];
        do
        {
            await stream.ReadExactlyAsync(header, stop);
            var body = new byte[((header[2] << 8) | header[3]) - header.Length];
            await stream.ReadExactlyAsync(body, stop);
            message.Write(body);
        }
        while ((header[1] & 1) == 0);
        return message.ToArray();
    }

    private static async Task Send(NetworkStream stream, byte[] body)
    {
        var length = body.Length + 8;
        await stream.WriteAsync((byte[])[Response, 1, (byte)(length >> 8), (byte)length, 0, 0, 1, 0, .. body]);
    }

    // VERSION at 11, ENCRYPTION at 17: 2 is "not supported"
    private static byte[] Prelogin() => [0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 16, 0, 0, 0, 0, 0, 2];

    private static byte[] LoginAck() => Token(0xAD, [1, 0x74, 0, 0, 4, .. Short("Tiny"), 16, 0, 0, 0]);

    private static byte[] Error(int number) => Token(0xAA,
    [
        .. BitConverter.GetBytes(number), 1, 14, 6, 0, .. Encoding.Unicode.GetBytes("refuse"), .. Short("Tiny"), .. Short(""), 1, 0, 0, 0,
    ]);

    private static byte[] Done(byte status) => [0xFD, status, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] Token(byte kind, byte[] body) => [kind, (byte)body.Length, (byte)(body.Length >> 8), .. body];

    private static byte[] Short(string text) => [(byte)text.Length, .. Encoding.Unicode.GetBytes(text)];
}

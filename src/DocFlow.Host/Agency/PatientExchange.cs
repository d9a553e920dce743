using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;

namespace DocFlow.Host.Agency;

/// <summary>
/// An agency's way to an exchange that waits out weather: a call that met it is made again, at the next address where there are several,
/// until patience ends. So a server that is killed and started again is only slow.
/// </summary>
public sealed class PatientExchange : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Outbound _outbound = new();
    private readonly VxpTransport[] _ways;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _clock;
    private int _next;

    /// <summary>Connects nothing yet; the addresses are those of an installation.</summary>
    public PatientExchange(IEnumerable<Uri> addresses, AgencyEnrolment us, TimeSpan patience, TimeProvider clock)
    {
        (_patience, _clock) = (patience, clock);
        var credential = new SystemCredential(us.SystemId, us.Secret);
        _ways = [.. addresses.Select(at => new VxpTransport(new AxisAccess(new Uri(at, "/exchange/vxp"), credential), _outbound, clock))];
    }

    /// <summary>Told of each call; whether it is one that is made again.</summary>
    public Action<bool> Calling { get; init; } = _ => { };

    /// <summary>Makes a call until it is answered.</summary>
    /// <exception cref="TimeoutException">Patience ended; says what the last try met.</exception>
    /// <exception cref="InvalidDataException">The exchange says no.</exception>
    public async Task<T> Call<T>(Func<ITransport, Task<TransportAnswer<T>>> call, CancellationToken stop)
    {
        var begun = _clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            Calling(pause != FirstPause);
            var answer = await call(_ways[(int)((uint)Interlocked.Increment(ref _next) % (uint)_ways.Length)]);
            if (answer.Fault is not { } fault)
                return answer.Value;
            if (!fault.WorthAnotherTry)
                throw new InvalidDataException(fault.ToString());
            if (_clock.GetElapsedTime(begun) + pause > _patience)
                throw new TimeoutException(fault.ToString());
            await Task.Delay(pause, _clock, stop);
        }
    }

    /// <summary>Fetches a packet that is small enough to be held in memory.</summary>
    public Task<byte[]> Fetch(string docId, CancellationToken stop) => Call(there => there.Get(docId, Bytes, stop), stop);

    /// <summary>Hands over a status packet.</summary>
    public Task<Handed> Answer(byte[] packet, AgencyEnrolment us, CancellationToken stop)
    {
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(packet));
        var status = new PacketToSend(
            PacketKind.Status, sha256, packet.Length, _ => Task.FromResult<Stream>(new MemoryStream(packet))) { From = us.Code };
        return Call(there => there.Send(status, stop), stop);
    }

    /// <inheritdoc />
    public void Dispose() => _outbound.Dispose();

    private static async Task<byte[]> Bytes(ComingPacket coming, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        await coming.Body.CopyToAsync(bytes, stop);
        return bytes.ToArray();
    }
}

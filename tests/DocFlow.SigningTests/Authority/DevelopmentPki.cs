using System.Net;
using System.Net.Sockets;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Keys;

namespace DocFlow.Tests.Signing.Authority;

/// <summary>How the services of <see cref="DevelopmentPki"/> behave.</summary>
public enum Mood
{
    Well, Down, Slow, RateLimited, BrokenInside, Refusing, WrongNonce, WrongDigest, WrongSignature, Expired, Stranger, WrongPurpose,
    WrongTime, Garbage, Endless,
}

/// <summary>A local authority with its time-stamp authority, OCSP responder and lists on loopback HTTP, in any mood.</summary>
internal sealed class DevelopmentPki : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("docflow-pki-").FullName;
    private readonly HttpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly TimeStampAuthority _stamps;
    private readonly OcspResponder _ocsp;
    private readonly Dictionary<Mood, TimeStampAuthority> _liars = [];

    public DevelopmentPki()
    {
        _listener = Listen(out var address);
        Authority = LocalAuthority.Open(_folder, TimeProvider.System, address);
        (_stamps, _ocsp) = (TimeStampAuthority.Of(Authority, TimeProvider.System), OcspResponder.Of(Authority, TimeProvider.System));
        _ = Serve();
    }

    public LocalAuthority Authority { get; }

    public Uri Stamping => new(Authority.Address!, "tsa");

    public Mood StampMood { get; set; }

    public Mood OcspMood { get; set; }

    public Mood ListMood { get; set; }

    public List<string> Asked { get; } = [];

    public IKeyHolder Person(string name) =>
        TestAuthority.Holder(Authority.Issue(CertificateSubject.Person(name, "Sở Tài chính"), KeyKind.Rsa2048), [Authority.Root]);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Close();
        _liars.Values.Append(_stamps).ToList().ForEach(one => one.Dispose());
        _ocsp.Dispose();
        Authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static HttpListener Listen(out Uri address)
    {
        while (true)
        {
            address = new Uri($"http://127.0.0.1:{FreePort()}/pki/");
            var listener = new HttpListener { Prefixes = { address.AbsoluteUri } };
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                listener.Close(); // somebody else was given it in between
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task Serve()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = Answer(await _listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        var path = context.Request.Url!.Segments[^1];
        lock (Asked)
            Asked.Add(path);
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body, _end.Token);
        var mood = path switch { "tsa" => StampMood, "ocsp" => OcspMood, _ => ListMood };
        if (mood == Mood.Slow)
            await Task.Delay(TimeSpan.FromSeconds(30), _end.Token);
        if (mood == Mood.Down)
        {
            context.Response.ContentLength64 = 100;
            await context.Response.OutputStream.WriteAsync(new byte[1], _end.Token);
            context.Response.Abort();
            return;
        }

        if (mood is Mood.RateLimited or Mood.BrokenInside)
        {
            context.Response.StatusCode = mood == Mood.RateLimited ? 429 : 500;
            if (mood == Mood.RateLimited)
                context.Response.Headers["Retry-After"] = "120";
            context.Response.Close();
            return;
        }

        try
        {
            await context.Response.OutputStream.WriteAsync(Reply(path, mood, body.ToArray()), _end.Token);
            context.Response.Close();
        }
        catch (HttpListenerException)
        {
            context.Response.Abort(); // the asker has hung up
        }
    }

    private byte[] Reply(string path, Mood mood, byte[] body) => (path, mood) switch
    {
        (_, Mood.Garbage) => [.. "<html>welcome to our Wi-Fi</html>"u8],
        (_, Mood.Endless) => new byte[40 << 20],
        ("tsa", _) => Stamp(mood, body),
        ("ocsp", Mood.Refusing) => OcspResponder.Refuse(OcspResponseStatus.TryLater),
        ("ocsp", Mood.WrongNonce) => _ocsp.Answer((OcspRequest.Read(body) with { Nonce = OcspRequest.NewNonce() }).Encode()),
        ("ocsp", Mood.WrongDigest) => _ocsp.Answer((OcspRequest.Read(body) with { SerialNumber = new byte[] { 7 } }).Encode()),
        ("ocsp", Mood.WrongSignature) => Flipped(_ocsp.Answer(body)),
        ("ocsp", Mood.Stranger) => Sworn(mood, body),
        ("ocsp", _) => _ocsp.Answer(body),
        ("ca.cer", _) => Authority.Root.RawData,
        _ => mood == Mood.WrongSignature ? Flipped(File.ReadAllBytes(Authority.CrlFile)) : File.ReadAllBytes(Authority.CrlFile),
    };

    private byte[] Stamp(Mood mood, byte[] body)
    {
        var request = TimeStampRequest.Read(body);
        return mood switch
        {
            Mood.Refusing => TimeStampReply.Refuse(TimeStampFailures.SystemFailure, "out of order"),
            Mood.WrongNonce => _stamps.Answer((request with { Nonce = request.Nonce + 1 }).Encode()),
            Mood.WrongDigest => _stamps.Answer((request with { Imprint = new byte[request.Imprint.Length] }).Encode()),
            Mood.WrongSignature => Flipped(_stamps.Answer(body)),
            Mood.Expired or Mood.Stranger or Mood.WrongPurpose or Mood.WrongTime => Liar(mood).Answer(body),
            _ => _stamps.Answer(body),
        };
    }

    private TimeStampAuthority Liar(Mood mood)
    {
        lock (_liars)
            return _liars.TryGetValue(mood, out var known) ? known : _liars[mood] = MakeLiar(mood);
    }

    private TimeStampAuthority MakeLiar(Mood mood)
    {
        var subject = CertificateSubject.TimeStamping();
        return mood switch
        {
            Mood.Expired => new TimeStampAuthority(
                TestAuthority.Holder(Authority.Issue(subject, TimeSpan.FromMinutes(-1), KeyKind.EcP256, null), [Authority.Root]),
                TimeProvider.System),
            Mood.Stranger => TimeStampAuthority.Of(TestAuthority.Instance, TimeProvider.System),
            Mood.WrongPurpose => new TimeStampAuthority(Person("Không phải TSA"), TimeProvider.System),
            _ => TimeStampAuthority.Of(Authority, new TestClock { Now = TimeProvider.System.GetUtcNow().AddHours(-1) }),
        };
    }

    // signed by a key that the authority certified, but not for this
    private byte[] Sworn(Mood mood, byte[] body)
    {
        using var unfit = new OcspResponder(Person($"{mood}"), Authority, TimeProvider.System);
        return unfit.Answer(body);
    }

    private static byte[] Flipped(byte[] der)
    {
        der[^3] ^= 1;
        return der;
    }
}

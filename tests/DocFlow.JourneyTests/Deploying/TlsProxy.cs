using System.Diagnostics;
using System.Net;
using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Deploying;

/// <summary>nginx with the configuration of deploy/nginx: only names, ports and paths are those of this test.</summary>
internal sealed class TlsProxy : IAsyncDisposable
{
    private static readonly string Program = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

    private readonly Process _process;
    private readonly int _tls;

    private TlsProxy(Process process, int tls, int plain)
    {
        (_process, _tls) = (process, tls);
        Plain = new Uri($"http://127.0.0.1:{plain}");
    }

    public Uri Plain { get; }

    public static async Task<TlsProxy> Start(string folder, Uri first, Uri second)
    {
        if (!File.Exists(Program) && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Ignore("nginx is not installed; tests/run.sh installs it.");
        var (tls, plain) = (FreePorts.One(), FreePorts.One());
        var configuration = await Configure(folder, (tls, plain), first, second);
        await OtherTools.Succeeds(Program, "-t", "-q", "-e", Path.Combine(folder, "error.log"), "-c", configuration);
        var process = Process.Start(Program, ["-e", Path.Combine(folder, "error.log"), "-c", configuration]);
        var proxy = new TlsProxy(process, tls, plain);
        using var browser = proxy.Browser();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
        {
            if (await Answers(browser))
                return proxy;
        }

        throw new TimeoutException(await File.ReadAllTextAsync(Path.Combine(folder, "error.log")));
    }

    /// <summary>Somebody's browser: keeps cookies, follows nothing, believes this certificate.</summary>
    public HttpClient Browser() => new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=127.0.0.1",
    })
    { BaseAddress = new Uri($"https://127.0.0.1:{_tls}") };

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string> Configure(string folder, (int Tls, int Plain) ports, Uri first, Uri second)
    {
        var (certificate, key) = (Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"));
        await OtherTools.Succeeds("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-keyout", key, "-out", certificate);
        var server = (await File.ReadAllTextAsync(Path.Combine(DocFlowBinary.Root, "deploy/nginx/docflow.conf")))
            .Replace("server web:8080", $"server {first.Authority}; server {second.Authority}", StringComparison.Ordinal)
            .Replace("listen 8443", $"listen 127.0.0.1:{ports.Tls}", StringComparison.Ordinal)
            .Replace("listen 8081", $"listen 127.0.0.1:{ports.Plain}", StringComparison.Ordinal)
            .Replace("/run/secrets/tls.crt", certificate, StringComparison.Ordinal)
            .Replace("/run/secrets/tls.key", key, StringComparison.Ordinal)
            // Debian 12 has nginx 1.22, which says this in the line before
            .Replace(" ssl;\n    http2 on;", " ssl http2;", StringComparison.Ordinal);
        var temporary = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }
            .Select(kind => $"{kind}_temp_path {folder}/nginx-{kind};\n"));
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            daemon off;
            worker_processes 1;
            pid {{folder}}/nginx.pid;
            events { worker_connections 128; }
            http {
            access_log off;
            {{temporary}}
            {{server}}
            }
            """);
        return file;
    }

    private static async Task<bool> Answers(HttpClient browser)
    {
        try
        {
            using var answer = await browser.GetAsync("/healthz");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

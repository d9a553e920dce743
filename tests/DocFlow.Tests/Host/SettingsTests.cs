using DocFlow.Host.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace DocFlow.Tests.Host;

[NonParallelizable]
public sealed class SettingsTests
{
    private const string Variable = "DOCFLOW_SAMPLE__SECRET_FILE";

    [TearDown]
    public void Forget() => Environment.SetEnvironmentVariable(Variable, null);

    [Test]
    public void A_secret_is_read_from_the_file_that_a_setting_names()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "Host=db;Password=bí mật\n");
        Environment.SetEnvironmentVariable(Variable, file);

        Assert.That(new ConfigurationBuilder().AddSettings().Build()["Sample:Secret"], Is.EqualTo("Host=db;Password=bí mật"));
        File.Delete(file);
    }

    [Test]
    public void A_file_that_is_not_there_is_named_and_nothing_starts()
    {
        Environment.SetEnvironmentVariable(Variable, "/nowhere/secret");

        Assert.That(() => new ConfigurationBuilder().AddSettings(), Throws.InvalidOperationException
            .With.Message.Contains(Variable).And.Message.Contains("/nowhere/secret"));
    }

    [Test]
    public void Only_the_proxies_that_were_named_are_believed()
    {
        Assert.That(Believed(null).ForwardedHeaders, Is.EqualTo(ForwardedHeaders.None));
        Assert.That(Believed("10.1.0.0/16, 127.0.0.1").KnownIPNetworks.Select(network => network.ToString()),
            Is.EqualTo(new[] { "10.1.0.0/16", "127.0.0.1/32" }));
        Assert.That(Believed("::1").KnownIPNetworks.Single().ToString(), Is.EqualTo("::1/128"));
        Assert.That(() => Believed("everyone"), Throws.InvalidOperationException.With.Message.Contains("'everyone'"));
    }

    [TestCase("127.0.0.1", "203.0.113.9 https")]
    [TestCase("10.1.0.0/16", "127.0.0.1 http")]
    public async Task The_client_is_who_a_believed_proxy_says_and_else_the_proxy(string believed, string seen)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Proxy:Networks"] = believed });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddProxies(builder.Configuration);
        await using var app = builder.Build();
        app.UseForwardedHeaders();
        app.MapGet("/", (HttpContext http) => $"{http.Connection.RemoteIpAddress} {http.Request.Scheme}");
        await app.StartAsync();

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        Assert.That(await client.GetStringAsync("/"), Is.EqualTo(seen));
    }

    private static ForwardedHeadersOptions Believed(string? networks)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Proxy:Networks"] = networks }).Build();
        using var services = new ServiceCollection().AddProxies(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
    }
}

using System.Text.Json;
using NUnit.Framework;

namespace DocFlow.Tests.Deploying;

public sealed class ComposeTests
{
    private static readonly string[] Sections = ["name", "x-docflow", "services", "networks", "volumes", "secrets"];

    private JsonElement _compose;

    [OneTimeSetUp]
    public void Read() => _compose = DeployFiles.Yaml("compose/compose.yaml");

    [Test]
    public void There_are_two_of_each_role_and_docflow_understands_every_command()
    {
        var ours = Ours().ToList();
        var pairs = ours.Where(service => service.Value.GetProperty("deploy").GetProperty("replicas").GetInt32() == 2);

        Assert.That(ours.SelectMany(service => DeployFiles.Faults(Words(service.Value, "command"))), Is.Empty);
        Assert.That(pairs.Select(service => service.Name), Is.EquivalentTo(new[] { "web", "intake", "workflow", "dispatch" }));
    }

    [Test]
    public void Our_processes_have_no_rights_no_root_and_no_disk_but_their_volumes()
    {
        foreach (var (name, service) in Ours().Select(one => (one.Name, one.Value)))
        {
            Assert.That(service.GetProperty("read_only").GetBoolean(), Is.True, name);
            Assert.That(Words(service, "cap_drop"), Is.EqualTo(new[] { "ALL" }), name);
            Assert.That(Words(service, "security_opt"), Has.Member("no-new-privileges:true"), name);
            Assert.That(service.GetProperty("user").GetString(), Is.EqualTo("10001:10001"), name);
            Assert.That(service.GetProperty("environment").ToString(), Does.Not.Contain("Password=").And.Not.Contain("amqp://"), name);
        }
    }

    [Test]
    public void Whatever_a_service_names_is_there()
    {
        var services = Services().Select(service => service.Name).ToHashSet();
        foreach (var service in Services())
        {
            var mounts = Words(service.Value, "volumes").Select(mount => mount.Split(':')[0]).ToLookup(name => name[0] == '.');
            Assert.That(Names("volumes"), Is.SupersetOf(mounts[false]), service.Name);
            Assert.That(Names("networks"), Is.SupersetOf(Words(service.Value, "networks")), service.Name);
            Assert.That(Names("secrets"), Is.SupersetOf(Words(service.Value, "secrets")), service.Name);
            Assert.That(services, Is.SupersetOf(Keys(service.Value, "depends_on")), service.Name);
            Assert.That(service.Value.GetProperty("deploy").ToString(), Does.Contain("limits").And.Contain("memory"), service.Name);
            foreach (var mounted in mounts[true])
                Assert.That(DeployFiles.PathOf(Path.Combine("compose", mounted)), Does.Exist, service.Name);
        }

        Assert.That(_compose.EnumerateObject().Select(section => section.Name), Is.EquivalentTo(Sections));
    }

    [TestCase("postgresql", "Host=postgresql")]
    [TestCase("sqlserver", "Server=sqlserver")]
    public void Every_secret_but_the_certificate_is_made_by_prepare_and_none_is_made_twice(string engine, string connection)
    {
        var copy = Directory.CreateTempSubdirectory("docflow-deploy-").FullName;
        DeployFiles.Run("cp", "-r", DeployFiles.PathOf("compose"), DeployFiles.PathOf("rabbitmq"), copy);
        var made = Prepare(copy, engine);
        var again = Prepare(copy, engine);
        Directory.Delete(copy, recursive: true);

        Assert.That(made.Keys.Select(name => name.Replace(".json", "", StringComparison.Ordinal)),
            Is.SupersetOf(Names("secrets").Where(name => !name.StartsWith("tls.", StringComparison.Ordinal))));
        Assert.That(made["database-connection"], Does.StartWith(connection).And.Contain(made["database-password"].Trim()));
        var user = JsonDocument.Parse(made["bus-definitions.json"]).RootElement.GetProperty("users")[0];
        Assert.That(user.GetProperty("password").GetString(), Is.EqualTo(made["bus-password"].Trim()));
        Assert.That(again, Is.EqualTo(made));
    }

    [Test]
    public void What_a_healthcheck_or_a_shell_script_says_is_understood()
    {
        var asked = Services().Select(service => service.Value).Where(service => service.TryGetProperty("healthcheck", out _))
            .Select(service => Words(service.GetProperty("healthcheck"), "test").Skip(1).ToList())
            .Where(test => test.Contains("/app/docflow.dll")).Select(test => test.SkipWhile(word => word != "health").ToList()).ToList();

        Assert.That(asked, Is.Not.Empty);
        Assert.That(asked.SelectMany(DeployFiles.Faults), Is.Empty);
        foreach (var script in new[] { "compose/prepare.sh", "compose/sqlserver.sh" })
            Assert.That(DeployFiles.Run("bash", "-n", DeployFiles.PathOf(script)), Is.EqualTo((0, "")));
    }

    private static Dictionary<string, string> Prepare(string folder, string engine)
    {
        var (exit, said) = DeployFiles.Run("sh", Path.Combine(folder, "compose", "prepare.sh"), engine);
        Assert.That(exit, Is.Zero, said);
        var secrets = Directory.EnumerateFiles(Path.Combine(folder, "compose", "secrets"));
        return secrets.ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
    }

    private IEnumerable<JsonProperty> Ours() => Services().Where(service => service.Value.TryGetProperty("build", out _));

    private IEnumerable<JsonProperty> Services() => _compose.GetProperty("services").EnumerateObject();

    private IReadOnlyList<string> Names(string section) => [.. _compose.GetProperty(section).EnumerateObject().Select(one => one.Name)];

    private static IReadOnlyList<string> Words(JsonElement of, string name) =>
        of.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(word => word.GetString()!)] : [];

    private static IReadOnlyList<string> Keys(JsonElement of, string name) =>
        of.TryGetProperty(name, out var map) ? [.. map.EnumerateObject().Select(key => key.Name)] : [];
}

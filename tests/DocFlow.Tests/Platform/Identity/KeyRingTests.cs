using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity;

public sealed class KeyRingTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docflow-ring-");

    [OneTimeTearDown]
    public void Clean() => _folder.Delete(recursive: true);

    // a key of its own the others would not know, and where the disk is full it could not even be made: nobody would be signed in there
    [TestCase(-1)]
    [TestCase(0)]
    [TestCase(1)]
    public async Task A_process_whose_clock_is_hours_off_lives_with_the_first_key(int hours)
    {
        var own = _folder.CreateSubdirectory($"{hours}");
        var options = new PlatformOptions { Folder = own.FullName, Data = new DataOptions { Connection = "" } };
        var made = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        made.AddSingleton(new KeyFolder(options)).AddSingleton<KeyRing>();
        made.AddDataProtection().PersistKeysToFileSystem(own);
        await using var services = made.BuildServiceProvider();
        var keys = services.GetRequiredService<IKeyManager>();
        await services.GetRequiredService<KeyRing>().Share(default);
        var first = keys.GetAllKeys().Single();

        var there = TimeProvider.System.GetUtcNow().AddHours(hours);
        var policy = services.GetRequiredService<IDefaultKeyResolver>().ResolveDefaultKeyPolicy(there, [first]);

        Assert.Multiple(() =>
        {
            Assert.That(policy.ShouldGenerateNewKey, Is.False);
            Assert.That(policy.DefaultKey, Is.SameAs(first));
        });
    }
}

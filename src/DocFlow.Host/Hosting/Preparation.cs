using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Storage;

namespace DocFlow.Host.Hosting;

/// <summary>What must be so before a process works: the schema it needs, keys that all processes share, somebody who can sign in.</summary>
public sealed class Preparation(
    Database database, Migrations migrations, PlatformOptions options, ServeOptions serve, IServiceProvider services)
{
    /// <summary>Prepares; null when it is done, else the name of a migration that is still missing.</summary>
    /// <exception cref="InvalidOperationException">This version cannot work with what is there, with the reason.</exception>
    public async Task<string?> Run(CancellationToken stop)
    {
        await services.GetRequiredService<KeepTime>().Ask(stop);
        if (serve.Migrates)
            // whoever is alone may also take away what older versions used
            await migrations.Apply(contract: options.Bus.InMemory, stop);
        var schema = await migrations.Look(stop);
        if (schema.TakenAway is { } taken)
            throw new InvalidOperationException(
                $"The schema is newer than this version knows: {taken} took away what it uses. Run the version that it belongs to.");
        if (schema.Missing is { } missing)
            return missing;

        await services.GetRequiredService<KeyRing>().Share(stop);
        services.GetRequiredService<ContentStore>().ForgetUnfinished(olderThan: TimeSpan.FromHours(2));
        if (options.Bus.InMemory)
        {
            await BusSetup.SendUnfinishedAgain(database, stop);
            await Leases.Forget(database, stop);
        }

        if (serve.HostsHttp && await FirstAdministrator.Enrol(database, stop) is { } oneTimePassword)
            serve.TellFirstPassword(oneTimePassword);
        return null;
    }
}

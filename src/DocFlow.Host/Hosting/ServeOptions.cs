using DocFlow.Platform.Identity;

namespace DocFlow.Host.Hosting;

/// <summary>What one server process is to be.</summary>
/// <param name="Role">all, intake, workflow, dispatch or web.</param>
/// <param name="Folder">The data folder: database file, content, keys.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
public sealed record ServeOptions(string Role, string Folder, string Urls)
{
    /// <summary>The roles there are.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["all", "intake", "workflow", "dispatch", "web"];

    /// <summary>Whether this process hosts pages and HTTP slices.</summary>
    public bool HostsHttp => Role is "all" or "web";

    /// <summary>Whether it brings the schema up to date itself, or waits until <c>docflow migrate</c> has done so.</summary>
    public bool Migrates { get; init; } = true;

    /// <summary>On a stop, how long readiness says so while requests are still taken, so that a proxy sends them elsewhere.</summary>
    public TimeSpan Notice { get; init; } = TimeSpan.Zero;

    /// <summary>On a stop, how long the work in hand may take, the notice included.</summary>
    public TimeSpan StopsWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Settings of this one process, above those of its environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether nothing is logged to the console, as the demo wants it.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether the local authority's services answer under /pki, for development; Pki:Development switches them on too.</summary>
    public bool DevelopmentPki { get; init; }

    /// <summary>Told the first administrator's one-time password, once in the life of an installation; by default it is printed.</summary>
    public Action<string> TellFirstPassword { get; init; } = password =>
        Console.WriteLine($"First administrator: user name {FirstAdministrator.UserName}, one-time password {password}");
}

using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Platform;

/// <summary>What the host composes: a service's name, its registrations, HTTP slices, pages and consumers. Migrations are the assembly's
/// embedded <c>Migrations/NNNN_name.sql</c>; pages are its routable Razor components.</summary>
public sealed record Room(string Name, Assembly Assembly)
{
    /// <summary>Adds what its slices ask for.</summary>
    public Action<IServiceCollection> Register { get; init; } = _ => { };

    /// <summary>Maps its HTTP slices; called by the role that hosts HTTP.</summary>
    public Action<IEndpointRouteBuilder> Map { get; init; } = _ => { };

    /// <summary>Its <c>OnceConsumer</c> types; started by the role of its name.</summary>
    public IReadOnlyList<Type> Consumers { get; init; } = [];

    /// <summary>Its sweeps (hosted services); started by the role of its name.</summary>
    public IReadOnlyList<Type> Sweeps { get; init; } = [];

    /// <summary>Its doors for people, in the order they are shown.</summary>
    public IReadOnlyList<Entrance> Entrances { get; init; } = [];
}

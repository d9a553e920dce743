using System.Reflection;
using DocFlow.Platform.Data;
using DocFlow.Platform.Evidence;
using DocFlow.Platform.Reconciling;
using DocFlow.Platform.Telemetry;
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

    /// <summary>Which of its work stands still, or is not whole: asked by the reconciler.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>Of whom it has told other rooms.</summary>
    public IReadOnlyList<Handover> Told { get; init; } = [];

    /// <summary>Of whom it has heard from other rooms.</summary>
    public IReadOnlyList<Handover> Heard { get; init; } = [];

    /// <summary>The files of the content store that its tables name, a part at a time.</summary>
    public Func<ReadSession, FilePart, Task<IReadOnlyList<OwnedFile>>> Files { get; init; } =
        (_, _) => Task.FromResult<IReadOnlyList<OwnedFile>>([]);

    /// <summary>Which documents somebody means who names one.</summary>
    public Func<ReadSession, DocumentAsked, Task<IReadOnlyList<Guid>>> FindDocument { get; init; } =
        (_, _) => Task.FromResult<IReadOnlyList<Guid>>([]);

    /// <summary>Under which ids it knows a document on the exchange.</summary>
    public Func<ReadSession, Guid, Task<IReadOnlyList<string>>> ExchangeIds { get; init; } =
        (_, _) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>What it has about a document for those who must prove it elsewhere.</summary>
    public Func<ReadSession, DocumentKeys, Task<RoomEvidence>> Evidence { get; init; } = (_, _) => Task.FromResult(RoomEvidence.None);

    /// <summary>The page on which people look at this subject, where the room knows it and has one.</summary>
    public Func<ReadSession, Guid, Task<string?>> PageOf { get; init; } = (_, _) => Task.FromResult<string?>(null);

    /// <summary>What it has made of this document: asked before anybody agrees to let go of it.</summary>
    public Func<ReadSession, Guid, Task<IReadOnlyList<DocumentUse>>> UsesOf { get; init; } =
        (_, _) => Task.FromResult<IReadOnlyList<DocumentUse>>([]);

    /// <summary>How the copies of what this case issued fare with their recipients.</summary>
    public Func<ReadSession, Guid, Task<IReadOnlyList<CaseCopy>>> CopiesOf { get; init; } =
        (_, _) => Task.FromResult<IReadOnlyList<CaseCopy>>([]);

    /// <summary>Counts its documents that still want work, by stage; quick however many are done.</summary>
    public Func<ReadSession, Task<IReadOnlyList<StageCount>>> Stages { get; init; } = _ => Task.FromResult<IReadOnlyList<StageCount>>([]);

    /// <summary>Its doors for people, in the order they are shown.</summary>
    public IReadOnlyList<Entrance> Entrances { get; init; } = [];
}

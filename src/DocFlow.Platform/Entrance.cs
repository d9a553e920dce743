using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;

namespace DocFlow.Platform;

/// <summary>A door into a room: the shell shows it in the navigation and on the dashboard to those whose work is behind it.</summary>
/// <param name="Href">The page's address.</param>
/// <param name="Vi">What the link says, in Vietnamese.</param>
/// <param name="En">The same in English.</param>
/// <param name="Roles">Whose work it is.</param>
public sealed record Entrance(string Href, string Vi, string En, params IReadOnlyList<Role> Roles)
{
    /// <summary>How many things wait behind it for this person, where that can be counted.</summary>
    public Func<ReadSession, Actor, Task<long>>? Waiting { get; init; }

    /// <summary>A door for the people of partner agencies, who have no other.</summary>
    public bool ForPartners { get; init; }

    /// <summary>Whether this person's work is behind it.</summary>
    public bool IsFor(Actor actor) => actor.PartnerCode is null ? Roles.Any(actor.Is) : ForPartners;
}

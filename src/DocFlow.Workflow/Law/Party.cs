using System.Text.Json.Serialization;
using DocFlow.Platform.Identity;

namespace DocFlow.Workflow.Law;

/// <summary>Who may act: a person, or whoever holds a role, in a unit or anywhere in the agency.</summary>
public sealed record Party
{
    public Guid? Person { get; init; }
    public Role? Role { get; init; }
    public Guid? Unit { get; init; }

    /// <summary>In a route: the unit is found in the case when the step begins.</summary>
    public Relation? Of { get; init; }

    /// <summary>Nobody in particular: a fault in a route.</summary>
    [JsonIgnore]
    public bool IsAnybody => Person is null && Role is null && Unit is null && Of is null;

    public bool Admits(Actor actor) => (Person is null || Person == actor.UserId) && Suits(actor);

    /// <summary>Whether the task could be given to this person: the post it asks for, whoever holds it now.</summary>
    public bool Suits(Actor actor) => (Role is null && Unit is null)
        || actor.Posts.Any(post => (Role is null || Role == post.Role) && (Unit is null || Unit == post.UnitId));

    /// <summary>Every party that admits this person: what an open task must ask for to lie on their desk.</summary>
    public static IEnumerable<Party> Admitting(Actor actor)
    {
        var suiting = actor.Posts.SelectMany<Post, Party>(post =>
        [
            new() { Role = post.Role, Unit = post.UnitId }, new() { Role = post.Role }, new() { Unit = post.UnitId },
        ]);
        return suiting.Prepend(new Party()).Distinct().SelectMany<Party, Party>(party => [party, party with { Person = actor.UserId }]);
    }

    public IEnumerable<Party> In(Case @case) => Of switch
    {
        Relation.Lead => [this with { Of = null, Unit = @case.Lead }],
        Relation.Cooperating => @case.Cooperating.Select(unit => this with { Of = null, Unit = unit }),
        _ => [this],
    };
}

/// <summary>A unit by its part in the case: the one that carries it, or each of those asked to help.</summary>
public enum Relation { Lead, Cooperating }

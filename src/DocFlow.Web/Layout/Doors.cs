using DocFlow.Platform;
using DocFlow.Platform.Identity;

namespace DocFlow.Web.Layout;

/// <summary>The doors of the house for one person: those of every room, then the shell's own.</summary>
public sealed class Doors(IEnumerable<Room> rooms)
{
    private static readonly Entrance Administration = new("/administration", "Quản trị", "Administration", Role.Administrator);

    /// <summary>In the order a document walks through the rooms.</summary>
    public IEnumerable<Entrance> For(Actor actor) =>
        rooms.SelectMany(room => room.Entrances).Append(Administration).Where(door => door.IsFor(actor));

    /// <summary>Where a person who only decides goes straight away: their tasks.</summary>
    public Entrance? StraightFor(Actor actor) => actor.Is(Role.Leader) && !actor.Is(Role.Clerk) && !actor.Is(Role.Administrator)
        ? For(actor).FirstOrDefault(door => door.Waiting is not null)
        : null;
}

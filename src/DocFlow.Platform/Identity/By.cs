namespace DocFlow.Platform.Identity;

/// <summary>Who an act of administration is recorded as: a person, or whoever sits at the machine's own console.</summary>
public static class By
{
    /// <summary>Someone at the command line of the machine, who can read its data folder anyway.</summary>
    public static (string Id, string Name) Console { get; } = ("console", "Dòng lệnh");

    /// <summary>The system itself.</summary>
    public static (string Id, string Name) System { get; } = ("system", "DocFlow");

    /// <summary>A signed-in person.</summary>
    public static (string Id, string Name) Person(Actor actor) => (actor.UserId.ToString(), actor.FullName);
}

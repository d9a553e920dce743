using System.Security.Claims;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.People;

namespace DocFlow.Platform.Identity;

/// <summary>
/// The signed-in person of this request, read from the database each time, so that a change of roles or a dismissal takes effect at once.
/// Pages inject it; endpoints take an <see cref="Identity.Actor"/> parameter.
/// </summary>
public sealed class CurrentActor(Database database)
{
    internal const string StampClaim = "docflow.stamp";

    /// <summary>The person, or null where nobody is signed in (only on pages that allow it).</summary>
    public Actor? Actor { get; private set; }

    /// <summary>The person, on a page that nobody else can open.</summary>
    public Actor Required => Actor
        ?? throw new InvalidOperationException("Nobody is signed in; this page must not allow anonymous readers.");

    /// <summary>Whether the password is a one-time password, good for nothing but choosing another.</summary>
    public bool MustChangePassword { get; private set; }

    internal async Task Load(ClaimsPrincipal claims, CancellationToken stop)
    {
        if (!Guid.TryParse(claims.FindFirstValue(ClaimTypes.NameIdentifier), out var user))
            return;

        if (await database.Glance(session => Person.Entering(session, user), stop) is not { } here
            || here.SessionStamp.ToString() != claims.FindFirstValue(StampClaim))
            return;

        (Actor, MustChangePassword) = (here.Person, here.MustChange);
    }
}

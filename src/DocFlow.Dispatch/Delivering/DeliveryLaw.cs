using DocFlow.Contracts;
using DocFlow.EdXml.Packets;

namespace DocFlow.Dispatch.Delivering;

/// <summary>Where a recipient's copy stands.</summary>
/// <param name="Status">What the recipient answered last of 01 to 06; null: nothing yet.</param>
/// <param name="Asked">What we asked of it (to be given back, an update, a replacement) and have no answer to.</param>
/// <param name="Recalled">It was given back.</param>
public sealed record Standing(string? Status, PacketBusiness? Asked = null, bool Recalled = false);

/// <summary>
/// How far a recipient's copy may move: 01, 03, 04, 05, 06 only forwards (steps may be skipped, packets come late and in any order); 02
/// refuses a copy that was not accepted yet and is final. What we ask with 13, an update or a replacement waits for 15 or 16: 15 to a
/// recall is final, 16 changes nothing, so that it may be asked again. 15 and 16 that answer nothing, 13 (which is ours to say here)
/// and codes nobody knows are kept in the history and move nothing.
/// </summary>
public static class DeliveryLaw
{
    private static readonly string[] Forwards = ["01", "03", "04", "05", "06"];

    /// <summary>Where a copy stands after this code came.</summary>
    public static Standing After(Standing at, StatusCode came)
    {
        if (at.Recalled)
            return at;
        if (came == StatusCode.ChangeAgreed || came == StatusCode.ChangeRefused)
            return at with { Asked = null, Recalled = at.Asked == PacketBusiness.Recall && came == StatusCode.ChangeAgreed };
        return Moves(at.Status, came) ? at with { Status = came.Raw } : at;
    }

    /// <summary>
    /// Whether something may be asked about a copy: not about one that was refused or given back, and one thing at a time, for an answer
    /// does not say what it answers; only a recall may overtake an update or a replacement that nobody answered. A finished copy (06) may
    /// have to be destroyed as well as any.
    /// </summary>
    public static bool MayAsk(Standing at, PacketBusiness wish = PacketBusiness.Recall) =>
        !at.Recalled && at.Status != StatusCode.Rejected.Raw
        && (at.Asked is null || (wish == PacketBusiness.Recall && at.Asked != PacketBusiness.Recall));

    /// <summary>Whether a recipient may say this more than once of one copy.</summary>
    public static bool MayComeAgain(StatusCode code) =>
        code == StatusCode.Processing || code == StatusCode.ChangeAgreed || code == StatusCode.ChangeRefused;

    /// <summary>Whether a copy that stands at <paramref name="from"/> (null: nothing was answered yet) moves to this code.</summary>
    public static bool Moves(string? from, StatusCode to)
    {
        if (from == StatusCode.Rejected.Raw)
            return false;
        if (to == StatusCode.Rejected)
            return from is null || from == StatusCode.Arrived.Raw;
        return Array.IndexOf(Forwards, to.Raw) > Array.IndexOf(Forwards, from);
    }
}

using DocFlow.EdXml.Packets;

namespace DocFlow.Dispatch.Delivering;

/// <summary>
/// How far a recipient's copy may move: 01, 03, 04, 05, 06 only forwards (steps may be skipped, packets come late and in any order); 02
/// refuses a copy
/// that was not accepted yet and is final. 13, 15, 16 and codes nobody knows are kept in the history and move nothing.
/// </summary>
public static class DeliveryLaw
{
    private static readonly string[] Forwards = ["01", "03", "04", "05", "06"];

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

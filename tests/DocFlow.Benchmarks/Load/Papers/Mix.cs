using DocFlow.Contracts;

namespace DocFlow.Benchmarks.Load.Papers;

/// <summary>What one paper of a mix is.</summary>
/// <param name="Issues">A submission with a draft that goes all stages; else an incoming document that is directed, handled and
/// closed.</param>
/// <param name="Pages">Of its draft, or of the document itself.</param>
/// <param name="Scan">Kilobytes of scanned pictures in the incoming document; 0 for one made on a computer.</param>
/// <param name="Urgency">How soon it must move.</param>
/// <param name="Recipients">How many agencies get what is issued.</param>
internal sealed record PaperKind(bool Issues, int Pages, int Scan, Urgency Urgency, int Recipients);

/// <summary>
/// In which proportions papers come. Not by chance: the same place in the row is the same kind of paper in every run, and every stretch of
/// the row has the proportions of the whole.
/// </summary>
internal static class Mix
{
    /// <summary>A ministry's year: incoming documents, and those among them whose draft is issued.</summary>
    public const int YearsIncoming = 125_000;
    public const int YearsIssued = 26_000;

    private static readonly int[] RecipientsInTurn = [3, 1, 5, 2, 4];

    /// <summary>The names of the mixes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["walk", "year"];

    public static PaperKind Of(string mix, int index) => mix == "walk" ? Walk(index) : Year(index);

    /// <summary>Every document is a submission that goes all stages, to three recipients.</summary>
    private static PaperKind Walk(int index) => new(true, 1 + index % 3, 0, UrgencyOf(index), 3);

    private static PaperKind Year(int index)
    {
        var issued = (int)((long)index * YearsIssued / YearsIncoming);
        return (int)((index + 1L) * YearsIssued / YearsIncoming) > issued
            ? new PaperKind(true, 1 + issued % 3, 0, UrgencyOf(index), RecipientsInTurn[issued % RecipientsInTurn.Length])
            : new PaperKind(false, 1 + index % 4, ScanOf(index), UrgencyOf(index), 0);
    }

    // khẩn 12 %, thượng khẩn 3 %, hỏa tốc 1 %
    private static Urgency UrgencyOf(int index) => Turn(index, 61) switch
    {
        < 1 => Urgency.Express,
        < 4 => Urgency.VeryUrgent,
        < 16 => Urgency.Urgent,
        _ => Urgency.Normal,
    };

    // 70 % made on a computer; 20 % of a few scanned pages, 9 % of many, 1 % a dossier
    private static int ScanOf(int index) => Turn(index, 37) switch
    {
        < 1 => 6_000,
        < 10 => 1_500,
        < 30 => 300,
        _ => 0,
    };

    // every hundred in a row take each of 0 to 99 once, in an order that the step (prime to 100) spreads
    private static int Turn(int index, int step) => (int)((long)index * step % 100);
}

using DocFlow.Contracts;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;

namespace DocFlow.Intake;

/// <summary>GET /intake/arrivals?year=&amp;page=&amp;size=: the incoming register of a year, newest first.</summary>
public static class ListRegister
{
    private const int LargestPage = 500;

    /// <summary>One number of the register; a voided one stays with its reason.</summary>
    public sealed record Entry
    {
        public required Guid DocumentId { get; init; }

        public required int Year { get; init; }

        public required int ArrivalNumber { get; init; }

        public required DateOnly ArrivedOn { get; init; }

        public required string OrganName { get; init; }

        public string? CodeNumber { get; init; }

        public string? CodeNotation { get; init; }

        /// <summary>Number and notation as printed.</summary>
        public string Code => DocumentCode.Print(CodeNumber, CodeNotation);

        public DateOnly? IssuedOn { get; init; }

        public required string TypeName { get; init; }

        public required string Subject { get; init; }

        public required Urgency Urgency { get; init; }

        public DateOnly? DueOn { get; init; }

        /// <summary>Unit or person it was first handed to.</summary>
        public string? HandedTo { get; init; }

        public DateTimeOffset? HandedAt { get; init; }

        /// <summary>How its case ended: issued, answered, refused, withdrawn or closed.</summary>
        public string? EndedAs { get; init; }

        public string? AnswerCode { get; init; }

        /// <summary>Our documents that it answers.</summary>
        public string? RepliesTo { get; init; }

        public string? AnewReason { get; init; }

        public DateTimeOffset? VoidedAt { get; init; }

        public string? VoidReason { get; init; }

        /// <summary>When it was given back to its sender and destroyed.</summary>
        public DateTimeOffset? RecalledAt { get; init; }

        public string? RecallReason { get; init; }

        /// <summary>Number and notation of the document that its sender put in its place.</summary>
        public string? ReplacedByCode { get; init; }

        /// <summary>The packet that brought that one.</summary>
        public Guid? ReplacedBy { get; init; }
    }

    /// <summary>A page of the year.</summary>
    public sealed record Answer(int Year, int Page, int Pages, long Total, IReadOnlyList<Entry> Entries);

    public static async Task<Outcome<Answer>> Handle(int year, int page, int size, ReadSession session, Actor actor)
    {
        if (Refusals.UnlessReader(actor) is { } forbidden)
            return forbidden;
        var limit = Math.Clamp(size, 1, LargestPage);
        var total = await session.One<int>(LastNumber, new { year });
        var pages = Math.Max(1, (total + limit - 1) / limit);
        var shown = Math.Clamp(page, 1, pages);
        // numbers run without a gap, so a page is a range of them, as quick at the end of the year as at its beginning
        var last = total - ((shown - 1) * limit);
        var entries = await session.List<Entry>(Between, new { year, First = last - limit + 1, Last = last });
        return new Answer(year, shown, pages, total, entries);
    }

    /// <summary>The whole year in the order of its numbers.</summary>
    internal static Task<IReadOnlyList<Entry>> All(int year, ReadSession session) =>
        session.List<Entry>(OfYear, new { year });

    internal static Task<Entry?> Find(Guid document, ReadSession session) =>
        session.Find<Entry>(ById, new { Id = document });

    private const string Columns = """
        select id as document_id, year, arrival_number, arrived_on, organ_name, code_number, code_notation, issued_on, type_name, subject,
            urgency, due_on, handed_to, handed_at, ended_as, answer_code, replies_to, anew_reason, voided_at, void_reason,
            recalled_at, recall_reason, replaced_by_code, replaced_by
        from intake_document
        """;

    private const string LastNumber = """
        select coalesce(max(arrival_number), 0)
        from intake_document
        where year = @year
        """;

    private const string Between = $"""
        {Columns}
        where year = @year and arrival_number between @First and @Last
        order by arrival_number desc
        """;

    private const string OfYear = $"""
        {Columns}
        where year = @year
        order by arrival_number
        """;

    private const string ById = $"""
        {Columns}
        where id = @Id
        """;
}

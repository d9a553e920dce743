using DocFlow.Platform.Data;

namespace DocFlow.Intake.Replies;

/// <summary>The arrivals that answer what an arrival's case issued.</summary>
public static class ListReplies
{
    /// <summary>A reply.</summary>
    public sealed record Reply
    {
        public required Guid DocumentId { get; init; }

        public required int Year { get; init; }

        public required int ArrivalNumber { get; init; }

        public required string OrganName { get; init; }

        public string? CodeNumber { get; init; }

        public string? CodeNotation { get; init; }

        /// <summary>Number and notation as printed.</summary>
        public string Code => DocumentCode.Print(CodeNumber, CodeNotation);
    }

    internal static Task<IReadOnlyList<Reply>> Of(ReadSession session, Guid document) =>
        session.List<Reply>(ToIssuedOf, new { Document = document });

    private const string ToIssuedOf = """
        select d.id as document_id, d.year, d.arrival_number, d.organ_name, d.code_number, d.code_notation
        from intake_issued i
        join intake_reply r on r.issue_id = i.issue_id
        join intake_document d on d.id = r.document_id
        where i.document_id = @Document and d.voided_at is null
        order by d.year, d.arrival_number
        """;
}

using DocFlow.Platform;
using DocFlow.Platform.Data;

namespace DocFlow.Intake.Replies;

/// <summary>A document of ours that another agency answers.</summary>
public sealed record IssuedDocument
{
    internal const string Columns = "i.issue_id, i.document_id, i.code, i.issued_on";

    public required Guid IssueId { get; init; }

    /// <summary>The arrival whose case issued it.</summary>
    public required Guid DocumentId { get; init; }

    /// <summary>Number and notation.</summary>
    public required string Code { get; init; }

    public required DateOnly IssuedOn { get; init; }

    /// <summary>Those that a registered reply answers.</summary>
    internal static Task<IReadOnlyList<IssuedDocument>> AnsweredBy(ReadSession session, Guid reply) =>
        session.List<IssuedDocument>(OfReply, new { Reply = reply });

    /// <summary>Links a reply, in the transaction of its registration; its line in the register names what it answers.</summary>
    internal static async Task Link(Guid reply, IReadOnlyList<IssuedDocument> answered, Session session)
    {
        if (answered.Count == 0)
            return;
        foreach (var issued in answered)
            await session.Keep(AddReply, new { Reply = reply, issued.IssueId });
        var codes = string.Join(", ", answered.Select(issued => issued.Code));
        await session.Keep(NameThem, new { Reply = reply, Codes = Shortened.WithDots(codes, 500) });
    }

    private const string OfReply = $"""
        select {Columns}
        from intake_reply r
        join intake_issued i on i.issue_id = r.issue_id
        where r.document_id = @Reply
        order by i.issued_on
        """;

    private const string AddReply = """
        insert into intake_reply (document_id, issue_id)
        values (@Reply, @IssueId)
        """;

    private const string NameThem = """
        update intake_document
        set replies_to = @Codes
        where id = @Reply
        """;
}

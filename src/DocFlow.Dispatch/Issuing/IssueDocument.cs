
namespace DocFlow.Dispatch.Issuing;

/// <summary>POST /dispatch/issues: a clerk with the seal issues one or many ready cases; each has its own outcome.</summary>
public static class IssueDocument
{
    /// <summary>A ready case and the file that was on screen.</summary>
    public sealed record Item(Guid CaseId, string FileSha256);

    public sealed record Command(IReadOnlyList<Item> Items, string Pin)
    {
        /// <summary>Never the PIN.</summary>
        public override string ToString() => $"issue {Items.Count}";
    }

    public sealed record Issued(Guid IssueId, Guid CaseId, int Number, string Code, DateOnly IssuedOn, string FileSha256);
}

namespace DocFlow.Signing.Verification.Changes;

/// <summary>
/// What was found out about one saved version: the objects whose change is explained, what it did, and what it may not have done.
/// </summary>
internal sealed class Account
{
    public HashSet<int> Explained { get; } = [];

    /// <summary>What it did and may do.</summary>
    public List<Sentence> Changes { get; } = [];

    /// <summary>What it did and may not do.</summary>
    public List<Sentence> Complaints { get; } = [];

    /// <summary>Allowed by the signatures, yet the pages show other than what was signed, so that a person has to look.</summary>
    public List<Finding> Doubts { get; } = [];

    /// <summary>The signature fields that came with it.</summary>
    public HashSet<int> AddedSignatures { get; } = [];

    /// <summary>The fields whose value it gave.</summary>
    public HashSet<string> Given { get; } = [];

    public void Tell(string vietnamese, string english) => Changes.Add(new Sentence(vietnamese, english));

    public void Complain(string vietnamese, string english) => Complaints.Add(new Sentence(vietnamese, english));
}

using System.Text.Json;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Dispatch.Inbox;

/// <summary>What was found of one signature, for people.</summary>
public sealed record SignatureFound(string Signer, bool IsIntact, string Verdict, string Vi, string En);

/// <summary>A file of an opened letter, with what verification said of its signatures when it was opened.</summary>
public sealed record InboxFile
{
    public required Guid Id { get; init; }

    public required Guid LetterId { get; init; }

    /// <summary>From 0; the first is the letter itself.</summary>
    public required int Place { get; init; }

    public required string Name { get; init; }

    public required string FileSha256 { get; init; }

    public required long Length { get; init; }

    public required string Signatures { get; init; }

    /// <summary>Whether a browser shows it.</summary>
    public bool IsPdf => Name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<SignatureFound> Found() => JsonSerializer.Deserialize<List<SignatureFound>>(Signatures, MessageJson.Options)!;

    public static Task<IReadOnlyList<InboxFile>> Of(ReadSession session, Guid letter) =>
        session.List<InboxFile>(OfLetter, new { Letter = letter });

    private const string OfLetter = """
        select id, letter_id, place, name, file_sha256, length, signatures
        from dispatch_inbox_file
        where letter_id = @Letter
        order by place
        """;

    internal const string Insert = """
        insert into dispatch_inbox_file (id, letter_id, place, name, file_sha256, length, signatures, opened_at)
        values (@Id, @LetterId, @Place, @Name, @FileSha256, @Length, @Signatures, @Now)
        """;
}

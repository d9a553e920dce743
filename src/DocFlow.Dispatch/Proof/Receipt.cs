using System.Text;
using System.Text.Json;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Proof;

/// <summary>
/// A node's signed word that it has a packet: travels as the property <c>receipt</c> of the answer. An outsider checks it with
/// <c>openssl dgst -sha256 -verify node.pem -signature receipt.sig receipt.json</c>, where receipt.json holds the statement's UTF-8 bytes.
/// </summary>
/// <param name="Statement">The text of an <see cref="Acceptance"/>.</param>
/// <param name="Signature">ECDSA with SHA-256 over its UTF-8 bytes: DER in base64.</param>
/// <param name="Key">The public key that made it: SubjectPublicKeyInfo in base64. Whose it is, the reader must know from elsewhere.</param>
public sealed record Receipt(string Statement, string Signature, string Key)
{
    private const int LongestStatement = 8_000;
    private const int LongestSignature = 200;
    private const int LongestKey = 400;

    /// <summary>Signs what was accepted. Asks no database; one signature on P-256.</summary>
    public static Receipt Sign(Acceptance said, NodeKey key)
    {
        var statement = said.Write();
        return new Receipt(statement, key.Sign(Encoding.UTF8.GetBytes(statement)), key.Public);
    }

    /// <summary>
    /// What an answer of a peer carries under <c>receipt</c>; null where it carries none. What is there but is no receipt becomes one that
    /// no check passes.
    /// </summary>
    public static Receipt? Read(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("receipt", out var told))
            return null;
        return told.ValueKind == JsonValueKind.Null
            ? null
            : new Receipt(
                Text(told, "statement", LongestStatement), Text(told, "signature", LongestSignature), Text(told, "key", LongestKey));
    }

    /// <summary>What it states, or null where it is no statement of ours.</summary>
    public Acceptance? Says() => Acceptance.Read(Statement);

    /// <summary>Whether the key it names has signed it.</summary>
    public bool IsSigned() => NodeKey.Signed(Key, Encoding.UTF8.GetBytes(Statement), Signature);

    private static string Text(JsonElement told, string name, int longest) =>
        told.ValueKind == JsonValueKind.Object && told.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= longest
            ? text
            : "";
}

using System.Globalization;
using System.Text;
using DocFlow.Platform.Evidence;
using DocFlow.Platform.Trail;

namespace DocFlow.Dispatch.Proof;

/// <summary>
/// A receipt as files that openssl takes: the statement, its signature (DER), the public key (PEM) and, once there is one, the time-stamp.
/// </summary>
public static class ReceiptFiles
{
    public const string Statement = ".json";
    public const string Signature = ".sig";
    public const string Key = ".pem";
    public const string Stamp = ".tst";

    /// <summary>Whether a part is a receipt's statement.</summary>
    public static bool IsStatement(EvidencePart part) =>
        part.Kind == EvidenceKind.Receipt && part.Name.EndsWith(Statement, StringComparison.Ordinal);

    /// <summary>Its files as parts of evidence.</summary>
    public static IEnumerable<EvidencePart> Of(ReceiptRow row, int number)
    {
        var name = $"{number.ToString("000", CultureInfo.InvariantCulture)} {(row.Given ? "given to" : "got from")} {row.AgencyCode}";
        foreach (var (ending, bytes) in Of(row))
            yield return new EvidencePart(EvidenceKind.Receipt, name + ending) { Bytes = bytes };
    }

    /// <summary>Its files by their endings; a signature or key that is not even base64 is given as it came.</summary>
    public static IEnumerable<(string Ending, byte[] Bytes)> Of(ReceiptRow row)
    {
        yield return (Statement, Encoding.UTF8.GetBytes(row.Statement));
        yield return (Signature, Bytes(row.Signature));
        yield return (Key, NodeKey.Pem(row.NodeKey));
        if (row.Stamp is { } stamp)
            yield return (Stamp, Bytes(stamp));
    }

    private static byte[] Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var size) ? bytes[..size] : Encoding.UTF8.GetBytes(base64);
    }
}

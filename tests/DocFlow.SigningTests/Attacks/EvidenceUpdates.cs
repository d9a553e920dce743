using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Validation data added by hand to a signed file: for the first time, more of it, and in several forms.</summary>
internal static class EvidenceUpdates
{
    private const string By = "by hand, as other programs write";

    public static IEnumerable<ValidFile> All()
    {
        foreach (var level in Enumerable.Range(1, 3))
            yield return new(By, $"evidence-{level}", $"Validation data is added under level {level}.", Added(HandSigned.Certified(level)));
        foreach (var level in Enumerable.Range(1, 3))
            yield return new(By, $"stamped-{level}", $"A document time-stamp under level {level}.",
                HandStamped.Document(HandSigned.Certified(level)));
        var issued = HandSigned.Sealed(HandSigned.Fill(HandSigned.Certified(), "123"));
        yield return new(By, "stamped-after-seal", "A document time-stamp after all fields were locked.", HandStamped.Document(issued));
        yield return new(By, "stamped-with-evidence", "Validation data and a document time-stamp in one update, and again.",
            HandStamped.Document(HandStamped.Document(issued, [.. Store(issued)])));
        yield return new(By, "stamped-then-signed", "A further signature follows the document time-stamp.",
            HandSigned.Sign(HandStamped.Document(HandSigned.Certified()), HandSigned.Deputy));
        yield return new(By, "evidence-after-seal", "Validation data is added after all fields were locked.",
            Added(HandSigned.Sealed(HandSigned.Fill(HandSigned.Certified(), "123"))));
        var once = Added(HandSigned.Certified());
        yield return new(By, "evidence-merged", "More of it is merged into the same store.", PdfSurgery.Append(once,
            (50, "<</Type/DSS/Certs[51 0 R 54 0 R]/CRLs[52 0 R]/VRI 53 0 R>>"), (54, Evidence(TestAuthority.Instance.Root.RawData))));
        yield return new(By, "evidence-anew", "The store comes again as another object, and holds what was there.",
            PdfSurgery.Append(once, Pieces.With(once, 1, "DSS", "60 0 R"), (60, "<</Type/DSS/Certs 61 0 R/CRLs[52 0 R]/VRI 53 0 R>>"),
                (61, "[51 0 R 62 0 R]"), (62, Evidence(TestAuthority.Instance.Root.RawData))));
        yield return new(By, "evidence-by-stream", "The update that brings it ends with a cross-reference stream.",
            PdfSurgery.AppendWithStream(HandSigned.Certified(), [.. Store(HandSigned.Certified())]));
        yield return new(By, "evidence-then-signed", "A further signature follows the validation data.",
            HandSigned.Sign(once, HandSigned.Deputy));
    }

    public static byte[] Added(byte[] signed) => PdfSurgery.Append(signed, [.. Store(signed)]);

    private static IEnumerable<(int Number, string Body)> Store(byte[] signed) =>
    [
        Pieces.With(signed, 1, "DSS", "50 0 R"), (50, "<</Type/DSS/Certs[51 0 R]/CRLs[52 0 R]/VRI 53 0 R>>"),
        (51, Evidence(TestAuthority.Instance.Root.RawData)), (52, Evidence(TestAuthority.Crl)),
        (53, "<</ABCDEF0123456789ABCDEF0123456789ABCDEF01<</Type/VRI/Cert[51 0 R]/CRL[52 0 R]/TU(D:20260202090000Z)>>>>"),
    ];

    private static string Evidence(byte[] der) => PdfSurgery.Stream(System.Text.Encoding.Latin1.GetString(der));
}

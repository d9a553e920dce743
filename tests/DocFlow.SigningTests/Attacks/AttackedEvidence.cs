using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Validation data taken away, exchanged, or used to carry something else.</summary>
internal static class AttackedEvidence
{
    private const string Class = "Evidence and time-stamps";

    public static IEnumerable<Attack> All()
    {
        var signed = EvidenceUpdates.Added(HandSigned.Certified());
        foreach (var (id, does, store) in new (string, string, string)[]
        {
            ("list-removed", "A revocation list is taken out of the store.", "<</Type/DSS/Certs[51 0 R]/VRI 53 0 R>>"),
            ("certificate-exchanged", "A certificate of the store is exchanged.", "<</Type/DSS/Certs[60 0 R]/CRLs[52 0 R]/VRI 53 0 R>>"),
            ("of-one-removed", "What belongs to one signature is taken away.", "<</Type/DSS/Certs[51 0 R]/CRLs[52 0 R]>>"),
            ("with-page", "The store refers to a new page.", "<</Type/DSS/Certs[51 0 R]/CRLs[52 0 R]/VRI 53 0 R/Page 61 0 R>>"),
            ("with-content", "The store refers to the page's content.", "<</Type/DSS/Certs[51 0 R 6 0 R 62 0 R]/CRLs[52 0 R]/VRI 53 0 R>>"),
            ("with-script", "The store carries a script.", "<</Type/DSS/Certs[51 0 R]/CRLs[52 0 R]/VRI 53 0 R/JS(app.alert)>>"),
            ("emptied", "The store is emptied.", "<</Type/DSS>>"), ("no-dictionary", "The store becomes an array.", "[]"),
        })
            yield return new Attack(Class, $"store-{id}", does, PdfSurgery.Append(signed, (50, store), (60, PdfSurgery.Stream("other")),
                (61, "<</Type/Page>>"), (62, PdfSurgery.Stream("x", "/Type/XObject/Subtype/Form"))));
        yield return new Attack(Class, "store-removed", "The store is taken out of the catalog.",
            PdfSurgery.Append(signed, Pieces.Without(signed, 1, "DSS")));
        yield return new Attack(Class, "evidence-overwritten", "A piece of evidence is rewritten in place.",
            PdfSurgery.Append(signed, (52, PdfSurgery.Stream("another list"))));
        yield return new Attack(Class, "evidence-freed", "A piece of evidence is freed.", PdfSurgery.Append(signed, [], "", [52]));
        yield return new Attack(Class, "with-content-change", "Evidence and another content come in one update.",
            PdfSurgery.Append(EvidenceUpdates.Added(HandSigned.Certified(1)), (6, Pieces.Evil)));
        yield return new Attack(Class, "one-update", "Evidence, and the page rides along.", AppendedWith(HandSigned.Certified()));
    }

    private static byte[] AppendedWith(byte[] signed) => PdfSurgery.Append(signed, Pieces.With(signed, 1, "DSS", "<</Certs[50 0 R]>>"),
        (50, PdfSurgery.Stream("x")), Pieces.With(signed, 3, "Rotate", "180"));
}

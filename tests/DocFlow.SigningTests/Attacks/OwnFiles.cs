using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>What DocFlow itself makes, at each stage and on each form of file.</summary>
internal static class OwnFiles
{
    private const string By = "DocFlow";

    public static IEnumerable<ValidFile> All()
    {
        yield return new(By, "initialled", "The first signature certifies.", IssuedLetter.Sign(IssuedLetter.Drafted(), "Initial1", 1));
        yield return new(By, "signed", "A second signature.", IssuedLetter.WithoutSeal);
        yield return new(By, "numbered", "Number and date are filled in.", IssuedLetter.Fill(IssuedLetter.WithoutSeal));
        yield return new(By, "issued", "The agency's seal.", IssuedLetter.Complete);
        yield return new(By, "evidence", "Validation data is added to the sealed letter.", IssuedLetter.Complete is var issued
            ? PdfSurgery.Append(issued, (900, PdfSurgery.Stream("certificate")),
                Pieces.With(issued, Root(issued), "DSS", "<</Type/DSS/Certs[900 0 R]>>"))
            : []);
    }

    public static IEnumerable<ValidFile> Rewritten()
    {
        foreach (var (id, does, options) in new (string, string, string[])[]
        {
            ("object-streams", "On a file with object streams.", ["--object-streams=generate"]),
            ("linearized", "On a linearized file.", ["--linearize"]),
            ("linearized-streams", "On a linearized file with object streams.", ["--linearize", "--object-streams=generate"]),
            ("turned", "On turned pages.", ["--rotate=90"]),
        })
            yield return new(By, $"issued-{id}", does, SampleLetter.Issued(OutsideEyes.Rewritten(SampleLetter.Draft(), options)));
    }

    private static int Root(byte[] pdf) => ((DocFlow.Signing.Pdf.PdfReference)PdfSurgery.Open(pdf).Trailer["Root"]!).Number;
}

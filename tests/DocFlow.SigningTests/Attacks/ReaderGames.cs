using System.Text;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Updates that are sound for one reader and something else for another, or that change what nobody looks at.</summary>
internal static class ReaderGames
{
    private const string Class = "Readers that disagree";

    public static IEnumerable<Attack> All() => [.. Repeated(), .. Elsewhere(), .. Endings(), .. Packed()];

    private static IEnumerable<Attack> Repeated()
    {
        var signed = HandSigned.Certified();
        var page = PdfSurgery.Text(Pieces.Read(signed, Pieces.Page));
        foreach (var times in new[] { 1, 40 })
        {
            var twice = page.Replace("/Contents ", string.Concat(Enumerable.Repeat("/Contents 30 0 R", times)) + "/Contents ",
                StringComparison.Ordinal);
            yield return new Attack(Class, $"contents-{times}-times", "The page is written again with another /Contents before its own.",
                PdfSurgery.Append(signed, (Pieces.Page, twice), (30, Pieces.Evil)));
        }
    }

    private static IEnumerable<Attack> Elsewhere()
    {
        var signed = HandSigned.Certified();
        var form = PdfSurgery.Text(PdfSurgery.Open(signed).Dictionary(Pieces.Read(signed, Pieces.Catalog)["AcroForm"])!);
        foreach (var number in new[] { 8, Pieces.Content, 2 })
            yield return new Attack(Class, $"form-is-{number}", "The form is said to be an object of the page, which becomes the form.",
                PdfSurgery.Append(signed, Pieces.With(signed, Pieces.Catalog, "AcroForm", $"{number} 0 R"), (number, form)));
    }

    private static IEnumerable<Attack> Endings()
    {
        var signed = HandSigned.Certified();
        var hidden = (30, PdfSurgery.Stream($"\n{Pieces.Content} 0 obj\n{Pieces.Evil}\nendobj\n"));
        yield return new Attack(Class, "long-blank-end",
                "Blanks push the end out of sight, so that readers rebuild and find what a stream hides.",
            [.. PdfSurgery.Append(signed, hidden), .. Encoding.ASCII.GetBytes(new string(' ', 60_000))]);
        yield return new Attack(Class, "size-too-small", "/Size says that the numbers in use are missing.",
            Pieces.Overwritten(PdfSurgery.Append(signed, Pieces.With(signed, Pieces.Catalog, "Type", "/Catalog")), "/Size ", "/Siz2 "));
    }

    private static IEnumerable<Attack> Packed()
    {
        using var key = TestAuthority.Person("Trần Thị Bình");
        var letter = OutsideEyes.Rewritten(SampleLetter.Draft(), "--object-streams=generate");
        var signed = SampleLetter.Signed(SampleLetter.Laid(letter), "Signer1", key);
        var container = PdfSurgery.Open(signed).Objects.Values.First(place => place.Place == PdfPlace.InObjectStream).Container;
        var (inside, settings, _) = Inside(signed, container);
        yield return new Attack(Class, "packed", "An object stream is written again, and what lies in it is not what it was.",
            PdfSurgery.AppendWithStream(signed, (container, PdfSurgery.Stream(Spoilt(inside), settings))));

        (inside, settings, var begin) = Inside(letter, container);
        var number = PdfSurgery.Next(letter);
        var stream = PdfSurgery.Stream(inside + Spoilt(inside[begin..]), settings.Replace($"/First {begin}", $"/First {number} 0 R"));
        signed = SampleLetter.Signed(
            SampleLetter.Laid(PdfSurgery.AppendWithStream(letter, (container, stream), (number, $"{begin}"))), "Signer1", key);
        yield return new Attack(Class, "packed-begin-moved",
                "Where an object stream begins is said in an object of its own, and moved later.",
            PdfSurgery.AppendWithStream(signed, (number, $"{inside.Length}")));
    }

    private static string Spoilt(string objects) => objects.Replace("/Type ", "/Typo ", StringComparison.Ordinal);

    private static (string Inside, string Settings, int Begin) Inside(byte[] pdf, int container)
    {
        var document = PdfSurgery.Open(pdf);
        var stream = (PdfStream)document.Resolve(new PdfReference(container, 0));
        var begin = (int)stream.Dictionary["First"]!.AsInteger!.Value;
        var inside = Encoding.Latin1.GetString(document.Decode(stream));
        return (inside, $"/Type/ObjStm/N {stream.Dictionary["N"]!.AsInteger}/First {begin}", begin);
    }
}

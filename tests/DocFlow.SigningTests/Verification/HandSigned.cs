using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>
/// A two-page letter with a form, and signatures on it, all written by hand; what the verifier says of it cannot come from our
/// writer.
/// </summary>
internal static class HandSigned
{
    public const int Catalog = 1, Page = 3, Content = 6, Number = 9, Leader = 10, Deputy = 11, Seal = 12;
    public const int Room = 16_384;

    /// <summary>The letter with its form and nobody's signature; some objects may be others, or missing (an empty body).</summary>
    public static byte[] Letter(params (int Number, string Body)[] others)
    {
        var bodies = Bodies();
        foreach (var (number, body) in others)
        {
            bodies.AddRange(Enumerable.Repeat("", Math.Max(0, number - bodies.Count)));
            bodies[number - 1] = body;
        }

        var (text, table) = (new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"), new StringBuilder());
        for (var i = 0; i < bodies.Count; i++)
        {
            table.Append(bodies[i].Length == 0 ? "0000000000 00000 f \n" : $"{text.Length:0000000000} 00000 n \n");
            text.Append(bodies[i].Length == 0 ? "" : $"{i + 1} 0 obj\n{bodies[i]}\nendobj\n");
        }

        var start = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {bodies.Count + 1}\n0000000000 65535 f \n{table}trailer\n");
        text.Append(CultureInfo.InvariantCulture, $"<</Size {bodies.Count + 1}/Root 1 0 R/ID[<01><01>]>>\nstartxref\n{start}\n%%EOF\n");
        return PdfSurgery.Bytes(text.ToString());
    }

    public const string Sheet = "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 8 0 R>>>>";
    public const string Widget = "/Type/Annot/Subtype/Widget/F 4/P 3 0 R/Rect[72 72 172 122]";

    private static List<string> Bodies() =>
    [
        "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        $"<<{Sheet}/Contents 6 0 R/Annots[9 0 R 10 0 R 11 0 R 12 0 R]>>", $"<<{Sheet}/Contents 7 0 R>>",
        "<</Fields[9 0 R 10 0 R 11 0 R 12 0 R]/SigFlags 1>>",
        PdfSurgery.Stream("BT /F1 12 Tf 72 700 Td (Pay 100) Tj ET"), PdfSurgery.Stream("BT /F1 12 Tf 72 700 Td (Page two) Tj ET"),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
        $"<<{Widget}/FT/Tx/Ff 1/T(Number)>>", $"<<{Widget}/FT/Sig/T(Leader)>>", $"<<{Widget}/FT/Sig/T(Deputy)>>",
        $"<<{Widget}/FT/Sig/T(Seal)/Lock<</Type/SigFieldLock/Action/All>>>>",
    ];

    /// <summary>Certified by the leader (DocMDP).</summary>
    public static byte[] Certified(int level = 2, byte[]? letter = null, IKeyHolder? key = null) =>
        Sign(letter ?? Letter(), Leader, DocMdp(level), certify: true, key);

    public static string DocMdp(int level) =>
        $"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P {level}>>>>]";

    /// <summary>Fills the number's field with a value and an appearance that shows it.</summary>
    public static byte[] Fill(byte[] pdf, string number)
    {
        var form = PdfSurgery.Next(pdf);
        var field = (PdfDictionary)PdfSurgery.Open(pdf).Resolve(new PdfReference(Number, 0));
        var filled = field.With("V", PdfString.Of(number))
            .With("AP", new PdfDictionary([new("N", new PdfReference(form, 0))]));
        const string Resources = "/Type/XObject/Subtype/Form/BBox[0 0 100 50]/Resources<</Font<</F1 8 0 R>>>>";
        return PdfSurgery.Append(pdf, (Number, PdfSurgery.Text(filled)),
            (form, PdfSurgery.Stream($"/Tx BMC q BT /F1 13 Tf 2 2 Td ({number}) Tj ET Q EMC", Resources)));
    }

    /// <summary>Seals it: FieldMDP All.</summary>
    public static byte[] Sealed(byte[] pdf) => Sign(pdf, Seal,
        "/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2/Action/All>>>>]");

    /// <summary>Signs a field of the form.</summary>
    public static byte[] Sign(byte[] pdf, int field, string extra = "", bool certify = false, IKeyHolder? key = null)
    {
        var document = PdfSurgery.Open(pdf);
        var signature = new PdfReference(PdfSurgery.Next(pdf), 0);
        var changed = new List<(int, string)>
        {
            (field, PdfSurgery.Text(((PdfDictionary)document.Resolve(new PdfReference(field, 0))).With("V", signature))),
            (signature.Number, Placeholder(extra)),
        };
        if (certify)
            changed.Add((Catalog, PdfSurgery.Text(document.Catalog.With("Perms", new PdfDictionary([new("DocMDP", signature)])))));
        return Place(PdfSurgery.Append(pdf, [.. changed]), pdf.Length, key ?? Keys.Value);
    }

    /// <summary>Puts ranges and the signature into the placeholder after <paramref name="from"/>.</summary>
    public static byte[] Place(byte[] pdf, int from, IKeyHolder key) => Place(pdf, from, digest => Cms(digest, key));

    /// <summary>The same with any CMS; it is given the covered bytes.</summary>
    public static byte[] Place(byte[] pdf, int from, Func<byte[], byte[]> sign)
    {
        var gap = from + pdf.AsSpan(from).IndexOf("/Contents<0000"u8) + "/Contents".Length;
        var end = gap + Room + 2;
        var ranges = pdf.AsSpan(from + pdf.AsSpan(from).IndexOf("/ByteRange["u8) + "/ByteRange".Length, 40);
        Encoding.ASCII.GetBytes($"[0 {gap} {end} {pdf.Length - end}]".PadRight(40), ranges);
        var cms = sign([.. pdf[..gap], .. pdf[end..]]);
        Encoding.ASCII.GetBytes(Convert.ToHexString(cms), pdf.AsSpan(gap + 1));
        return pdf;
    }

    private static byte[] Cms(byte[] covered, IKeyHolder key)
    {
        var attributes = CadesBuilder.SignedAttributes(SHA256.HashData(covered), key.Certificate, HashAlgorithmName.SHA256);
        var value = key.SignDigest(SHA256.HashData(attributes), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var scheme = SignatureScheme.Of(key.Certificate, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return CadesBuilder.Assemble(attributes, value, key.Certificate, key.Chain, scheme);
    }

    public static string Placeholder(string extra, TimeSpan ago = default) =>
        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
        + $"/M(D:{TimeProvider.System.GetUtcNow() - ago:yyyyMMddHHmmss}Z){extra}"
        + $"/ByteRange[{new string(' ', 38)}]/Contents<{new string('0', Room)}>>>";

    private static readonly Lazy<IKeyHolder> Keys = new(() => TestAuthority.Person("Lê Văn An"));
}

using DocFlow.Signing.Authority;
using DocFlow.Signing.Keys;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Files that Poppler and MuPDF themselves signed or filled after us.</summary>
internal static class OtherPrograms
{
    private const string Filling = "var doc = new PDFDocument(scriptArgs[0]); var widgets = doc.loadPage(0).getWidgets();"
        + "widgets[0].setTextValue('123'); widgets[0].update(); doc.save(scriptArgs[1], 'incremental');";

    public static IEnumerable<ValidFile> All(Witnesses witnesses)
    {
        using var certificate = TestAuthority.Instance.Issue(CertificateSubject.Seal("Sở Tài chính"), KeyKind.Rsa2048);
        var key = witnesses.Saved("key.p12", Pkcs12.Create(certificate, [TestAuthority.Instance.Root], "123456"));
        Tool.Run("pk12util", "-i", key, "-d", witnesses.Store, "-W", "123456", "-K", "");
        witnesses.Trust(); // the import brought the root along, untrusted
        var listed = Tool.Run("certutil", "-L", "-d", witnesses.Store).Split('\n').First(line => line.Contains("u,u,u"));
        var nick = listed.Split("  ")[0].Trim();
        return [.. Poppler(witnesses, nick), .. Mupdf(witnesses)];
    }

    private static IEnumerable<ValidFile> Poppler(Witnesses witnesses, string nick)
    {
        foreach (var (id, does, bytes, options) in new (string, string, byte[], string[])[]
        {
            ("pdfsig-field", "Signs the laid field of a certified letter.", HandSigned.Certified(), ["-sign", "Deputy"]),
            ("pdfsig-etsi", "The same as ETSI.CAdES.detached.", HandSigned.Certified(), ["-sign", "Deputy", "-etsi"]),
            ("pdfsig-filled", "Signs after a value was filled in.", HandSigned.Fill(HandSigned.Certified(), "1"), ["-sign", "Deputy"]),
            ("pdfsig-new", "Brings a field of its own to an approved letter.",
                HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader), ["-add-signature"]),
            ("pdfsig-seal", "Seals a letter that we issued.", IssuedLetter.Fill(IssuedLetter.WithoutSeal), ["-sign", "Seal"]),
        })
        {
            var (from, to) = (witnesses.Saved($"{id}.pdf", bytes), witnesses.Saved($"{id}.out.pdf", []));
            Tool.Run("pdfsig", [from, to, .. options, "-nssdir", witnesses.Store, "-nick", nick]);
            yield return new ValidFile("Poppler", id, does, File.ReadAllBytes(to));
        }
    }

    private static IEnumerable<ValidFile> Mupdf(Witnesses witnesses)
    {
        var letter = HandSigned.Letter((9, $"<<{HandSigned.Widget}/FT/Tx/T(Number)/DA(/F1 12 Tf 0 g)>>"),
            (5, "<</Fields[9 0 R 10 0 R 11 0 R 12 0 R]/SigFlags 1/DR<</Font<</F1 8 0 R>>>>>>"));
        var empty = witnesses.Saved("empty.pdf", HandSigned.Certified(letter: letter));
        var filled = witnesses.Saved("filled.pdf", []);
        Tool.Run("mutool", "run", witnesses.Saved("fill.js", PdfSurgery.Bytes(Filling)), empty, filled);
        yield return new ValidFile("MuPDF", "mutool-filled", "Fills a field of a certified letter.", File.ReadAllBytes(filled));
    }

    /// <summary>The laid field of a certified letter, signed by MuPDF; over SHA-1, so that it cannot pass.</summary>
    public static byte[] SignedByMupdf(Witnesses witnesses)
    {
        var (from, to) = (witnesses.Saved("laid.pdf", HandSigned.Certified()), witnesses.Saved("laid.out.pdf", []));
        using var certificate = TestAuthority.Instance.Issue(CertificateSubject.Seal("Sở Tài chính"), KeyKind.Rsa2048);
        var key = witnesses.Saved("key.p12", Pkcs12.Create(certificate, [TestAuthority.Instance.Root], "123456"));
        Tool.Run("mutool", "sign", "-s", key, "-P", "123456", "-o", to, from, $"{HandSigned.Deputy}");
        return File.ReadAllBytes(to);
    }
}

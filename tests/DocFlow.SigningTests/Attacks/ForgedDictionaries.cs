using System.Text;
using System.Text.RegularExpressions;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>
/// Universal signature forgery: the page is altered, and the signature dictionary is bent so that a careless verifier finds nothing to
/// compare with (Mladenov and others, 2019).
/// </summary>
internal static class ForgedDictionaries
{
    private static readonly (string Id, string Does, string Value)[] Ranges =
    [
        ("null", "is null", "null"), ("empty", "is an empty array", "[]"), ("zeros", "covers nothing", "[0 0 0 0]"),
        ("one-number", "is a number", "0"), ("of-two", "has two numbers", "[0 100]"), ("of-three", "has three numbers", "[0 100 9000]"),
        ("negative-start", "starts before the file", "[-1 100 9000 10]"), ("negative-length", "has a negative length", "[0 -100 9000 10]"),
        ("strings", "holds strings", "[(0)(100)(9000)(10)]"), ("names", "holds names", "[/0 /100 /9000 /10]"),
        ("reals", "holds reals", "[0.0 100.5 9000.5 1e1]"), ("nested", "is nested", "[[0 100][9000 10]]"),
        ("huge", "overflows 64 bits", "[0 1 2 99999999999999999999]"), ("maximum", "wraps round", "[0 1 9223372036854775807 1]"),
        ("dictionary", "is a dictionary", "<</0 1>>"), ("string", "is a string", "(0 100 9000 10)"), ("name", "is a name", "/All"),
        ("reference-loop", "refers to itself", "13 0 R"), ("references", "is made of references", "[2 0 R 3 0 R 4 0 R 5 0 R]"),
        ("true", "is a boolean", "true"), ("header-only", "covers the header", "[0 9 9 0]"), ("nulls", "holds nulls", "[null null 0 0]"),
    ];

    private static readonly (string Id, string Does, string Value)[] Contents =
    [
        ("null", "is null", "null"), ("empty", "is an empty string", "<>"), ("literal-empty", "is an empty literal string", "()"),
        ("zero-byte", "is one zero byte", "<00>"), ("name", "is a name", "/None"), ("number", "is a number", "0"),
        ("array", "is an empty array", "[]"), ("dictionary", "is a dictionary", "<<>>"), ("reference-loop", "refers to itself", "13 0 R"),
        ("reference-to-null", "refers to nothing", "99 0 R"), ("odd", "is cut in the middle of a byte", "<30820"),
        ("sequence", "is an empty DER sequence", "<3000>"), ("huge-length", "is DER with a length beyond the file", "<3084FFFFFFFF00>"),
    ];

    public static IEnumerable<Attack> All()
    {
        var signed = HandSigned.Certified();
        var altered = Pieces.Overwritten(signed, "(Pay 100)", "(Pay 900)");
        var text = Encoding.Latin1.GetString(altered);
        var range = Regex.Match(text, @"/ByteRange\[[^\]]*\] *", RegexOptions.RightToLeft).Value;
        var contents = Regex.Match(text, "/Contents<[0-9A-F]+>", RegexOptions.RightToLeft).Value;
        foreach (var (id, does, value) in Ranges)
            yield return Of($"range-{id}", $"The page is altered; /ByteRange {does}.", altered, range, $"/ByteRange {value}");
        foreach (var (id, does, value) in Contents)
            yield return Of($"contents-{id}", $"The page is altered; /Contents {does}.", altered, contents, $"/Contents {value}");
        yield return Of("range-missing", "The page is altered; /ByteRange is renamed.", altered, "/ByteRange[", "/ByteRangf[");
        yield return Of("contents-missing", "The page is altered; /Contents is renamed.", altered, "/Contents<30", "/Contentt<30");
        yield return Of("range-twice", "The page is altered; two /ByteRange contradict each other.", altered, range,
            "/ByteRange[0 1 2 3]/ByteRange[0 0 0 0]");
        yield return Of("filter-missing", "The page is altered; /Filter is renamed.", altered, "/Filter/Adobe", "/Filtre/Adobe");
        yield return Of("subfilter-unknown", "The page is altered; /SubFilter is one nobody knows.", altered, "/ETSI.CAdES.detached",
            "/ETSI.CAdES.detachee");
        yield return Of("subfilter-x509", "The page is altered; /SubFilter promises a bare RSA signature.", altered,
            "/ETSI.CAdES.detached", "/adbe.x509.rsa_sha1");
        yield return Of("subfilter-sha1", "The page is altered; /SubFilter promises a digest inside.", altered, "/ETSI.CAdES.detached",
            "/adbe.pkcs7.sha1");
        yield return Of("type-stamp", "The page is altered; the signature calls itself a time-stamp.", altered, "<</Type/Sig/Filter",
            "<</Type/DTS/Filter");
        foreach (var attack in Redefined(signed))
            yield return attack;
    }

    // the same without touching signed bytes: the dictionary is defined anew
    private static IEnumerable<Attack> Redefined(byte[] signed)
    {
        var value = (PdfReference)Pieces.Read(signed, HandSigned.Leader)["V"]!;
        var signature = Pieces.Read(signed, value.Number);
        foreach (var (id, does, changed) in new (string, string, PdfDictionary)[]
        {
            ("range-zeros", "covering nothing", signature.With("ByteRange", PdfSurgery.Parse("[0 0 0 0]"))),
            ("range-missing", "without /ByteRange", signature.Without("ByteRange")),
            ("contents-missing", "without /Contents", signature.Without("Contents")),
            ("contents-empty", "with an empty /Contents", signature.With("Contents", new PdfString([]))),
            ("both-missing", "without /ByteRange and /Contents", signature.Without("Contents", "ByteRange")),
            ("empty", "as an empty dictionary", PdfDictionary.Empty),
        })
        {
            var bytes = PdfSurgery.Append(signed, (Pieces.Content, Pieces.Evil), (value.Number, PdfSurgery.Text(changed)));
            yield return new Attack("Universal forgery", $"redefined-{id}", $"Page and signature are redefined, {does}.", bytes);
        }
    }

    private static Attack Of(string id, string does, byte[] pdf, string from, string to) =>
        new("Universal forgery", id, does, Pieces.Overwritten(pdf, from, to));
}

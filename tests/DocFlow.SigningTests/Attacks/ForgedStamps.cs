using DocFlow.Signing.Authority;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Time-stamps over something else, by somebody else, or with something else in their update.</summary>
internal static class ForgedStamps
{
    private const string Class = "Time-stamps";
    private const string Nowhere = "[0 0 0 0]";

    public static IEnumerable<Attack> All() => [.. Documents(), .. Riders(), .. OfSignatures()];

    private static IEnumerable<Attack> Documents()
    {
        var signed = HandSigned.Certified();
        yield return new Attack(Class, "of-other", "A document time-stamp with the token of another file.",
            HandStamped.Document(signed, _ => HandStamped.Token([1, 2, 3]), Nowhere));
        yield return new Attack(Class, "by-person", "Its token was signed by a person.",
            HandStamped.Document(signed, covered => Person(covered), Nowhere));
        yield return new Attack(Class, "token-as-signature", "A token stands where a signature should.",
            HandStamped.Document(signed, HandStamped.Token, Nowhere, "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"));
        yield return new Attack(Class, "visible-at-1", "A time-stamp that shows itself where nothing may change.",
            HandStamped.Document(HandSigned.Certified(1), HandStamped.Token, "[0 0 595 842]"));
        var stamped = HandStamped.Document(signed);
        yield return new Attack(Class, "content-after", "The content changes after the time-stamp.",
            PdfSurgery.Append(stamped, (6, Pieces.Evil)));
        yield return new Attack(Class, "removed", "The time-stamp is taken out of its field.",
            PdfSurgery.Append(stamped, Pieces.Without(stamped, PdfSurgery.Next(signed), "V")));
        yield return new Attack(Class, "moved", "Signed field and time-stamp exchange their values.", PdfSurgery.Append(stamped,
            Pieces.With(stamped, 10, "V", PdfSurgery.Text(Pieces.Read(stamped, PdfSurgery.Next(signed))["V"])),
            Pieces.With(stamped, PdfSurgery.Next(signed), "V", PdfSurgery.Text(Pieces.Read(stamped, 10)["V"]))));
        yield return new Attack(Class, "shown-later", "The time-stamp's field is made visible afterwards.",
            PdfSurgery.Append(stamped, Pieces.With(stamped, PdfSurgery.Next(signed), "Rect", "[0 0 595 842]")));
    }

    private static IEnumerable<Attack> Riders()
    {
        foreach (var (id, does, number, key, value) in new (string, string, int, string, string)[]
        {
            ("content", "another content", 3, "Contents", "7 0 R"), ("turn", "a turn of all pages", 2, "Rotate", "180"),
            ("action", "an action", 1, "OpenAction", "<</S/JavaScript/JS(1)>>"),
            ("value", "a value where nothing may change", 9, "V", "(1)"),
        })
        {
            var signed = HandSigned.Certified(1);
            var changed = number == 3
                ? Pieces.With(signed, 4, "Contents", "6 0 R")
                : Pieces.With(signed, number, key, value);
            yield return new Attack(Class, $"rides-along-{id}", $"The update of a good document time-stamp brings {does} along.",
                HandStamped.Document(signed, changed));
        }
    }

    private static IEnumerable<Attack> OfSignatures()
    {
        using var signer = TestAuthority.Instance.Issue(CertificateSubject.Person("Lê Văn An", "Sở Tài chính"));
        yield return new Attack(Class, "of-other-signature", "The signature carries the time-stamp of another signature.",
            ForgedCms.Signed(new HandCms(signer) { Unsigned = HandStamped.Attribute(HandStamped.Token([1, 2, 3])) }));
        yield return new Attack(Class, "attribute-no-token", "The attribute of the time-stamp holds no token.",
            ForgedCms.Signed(new HandCms(signer) { Unsigned = HandStamped.Attribute([0x30, 0]) }));
        yield return new Attack(Class, "attribute-by-person", "Its token was signed by a person.",
            ForgedCms.Signed(new HandCms(signer) { Unsigned = HandStamped.Attribute(Person([1])) }));
    }

    private static byte[] Person(byte[] covered)
    {
        using var person = TestAuthority.Instance.Issue(CertificateSubject.Person("Kẻ Gian", "Sở Tài chính"));
        return new HandCms(person).Over(covered);
    }
}

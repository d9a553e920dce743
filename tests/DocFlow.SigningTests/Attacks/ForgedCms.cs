using System.Security.Cryptography;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Signatures whose CMS says more than one thing, covers something else, or rests on broken algorithms.</summary>
internal static class ForgedCms
{
    private const string Class = "CMS", Weak = "Weak algorithms";

    public static IEnumerable<Attack> All() => [.. Built(), .. Algorithms(), .. Bent()];

    private static IEnumerable<Attack> Built()
    {
        using var signer = TestAuthority.Instance.Issue(CertificateSubject.Person("Lê Văn An", "Sở Tài chính"));
        using var other = TestAuthority.Instance.Issue(CertificateSubject.Person("Kẻ Gian", "Sở Tài chính"));
        var good = new HandCms(signer);
        var attribute = new byte[] { 0xA1, 0x0D, 0x30, 0x0B, 0x06, 0x03, 0x2A, 0x03, 0x04, 0x31, 0x04, 0x04, 0x02, 0x41, 0x42 };
        foreach (var (id, does, cms) in new (string, string, HandCms)[]
        {
            ("two-signers", "Two SignerInfos.", good with { Signers = 2 }),
            ("no-signer", "No SignerInfo.", good with { Signers = 0 }),
            ("embedded", "The signed content lies inside, the document is another.", good with { Embedded = "Pay 100"u8.ToArray() }),
            ("embedded-empty", "Empty content lies inside.", good with { Embedded = [] }),
            ("no-attributes", "No signed attributes.", good with { HasAttributes = false }),
            ("no-digest", "The attributes hold no digest of the document.", good with { HasDigest = false }),
            ("digest-twice", "The attributes hold two digests.", good with { RepeatsDigest = true }),
            ("content-type", "The attributes say that another kind of content is signed.",
                good with { ContentType = "1.2.840.113549.1.9.16.1.4" }),
            ("no-binding", "Nothing binds the certificate.", good with { IsBound = false }),
            ("binding-of-other", "Another certificate is bound.", good with { Bound = other }),
            ("no-certificate", "The signer's certificate is missing.", good with { Certificates = [TestAuthority.Instance.Root] }),
            ("certificate-of-other", "Another certificate came along.", good with { Certificates = [other, TestAuthority.Instance.Root] }),
            ("digests-differ", "Outer and inner digest algorithm differ.", good with { SaidDigest = "2.16.840.1.101.3.4.2.3" }),
            ("scheme-differs", "The scheme is said to be RSA, the key is not.", good with { SaidScheme = "1.2.840.113549.1.1.11" }),
            ("scheme-none", "The scheme is one that signs nothing.", good with { SaidScheme = "1.3.6.1.5.5.7.6.2" }),
            ("value-empty", "The signature value is empty.", good with { Value = [] }),
            ("value-zero", "The signature value is (0, 0).", good with { Value = [0x30, 6, 2, 1, 0, 2, 1, 0] }),
            ("value-of-other", "The signature value is random.", good with { Value = SHA512.HashData("somebody"u8) }),
            ("unsigned-attribute", "An attribute that nobody signed was put in.", good with { Unsigned = attribute }),
            ("lists", "A list that nobody checks was put in.", good with { Lists = [0x30, 0] }),
        })
            yield return new Attack(Class, id, does, Signed(cms));
    }

    private static IEnumerable<Attack> Algorithms()
    {
        using var rsa = TestAuthority.Instance.Issue(CertificateSubject.Person("Lê Văn An", "Sở Tài chính"), KeyKind.Rsa2048);
        yield return new Attack(Weak, "md5", "RSA over MD5.", Signed(new HandCms(rsa) { Hash = HashAlgorithmName.MD5 }));
        yield return new Attack(Weak, "sha1", "RSA over SHA-1.", Signed(new HandCms(rsa) { Hash = HashAlgorithmName.SHA1 }));
        yield return new Attack(Weak, "sha1-inside", "The digest is SHA-256, the scheme says SHA-1.",
            Signed(new HandCms(rsa) { SaidScheme = "1.2.840.113549.1.1.5" }));
        using var small = RSA.Create(1024);
        using var certificate = ForgedTrust.Certified(small);
        yield return new Attack(Weak, "rsa-1024", "An RSA key of 1024 bits.", Signed(new HandCms(certificate)));
    }

    // a good CMS, bent afterwards
    private static IEnumerable<Attack> Bent()
    {
        var signed = HandSigned.Certified();
        var value = ((PdfReference)Pieces.Read(signed, 10)["V"]!).Number;
        var contents = Convert.ToHexString(((PdfString)Pieces.Read(signed, value)["Contents"]!).Bytes).TrimEnd('0');
        yield return new Attack(Class, "bytes-after", "Other bytes follow the CMS in /Contents.",
            Pieces.Overwritten(signed, contents + "0000", contents + "00FF"));
        yield return new Attack(Class, "lower-case", "The case of one hexadecimal digit changes.",
            Pieces.Overwritten(signed, "2A864886F70D010702", "2a864886F70D010702"));
        yield return new Attack(Class, "not-shortest", "The outer length is written in BER's long form.",
            Pieces.Overwritten(signed, contents[..8], "3083" + contents[4..8]));
        yield return new Attack(Class, "open-length", "The outer length is left open.",
            Pieces.Overwritten(signed, contents[..8], "30800000"));
        yield return new Attack(Class, "certificate-bent", "A letter of the signer's agency changes.",
            Flipped(signed, contents, contents.IndexOf("53E1BB9F", StringComparison.Ordinal)));
        yield return new Attack(Class, "value-bent", "A byte of the signature value changes.",
            Flipped(signed, contents, contents.Length - 20));
        yield return new Attack(Class, "cut-off", "The end of the CMS is missing.",
            Pieces.Overwritten(signed, contents[^100..], new string('0', 100)));
    }

    public static byte[] Signed(HandCms cms, TimeSpan ago = default)
    {
        var letter = HandSigned.Letter();
        var next = PdfSurgery.Next(letter);
        var perms = Pieces.With(letter, 1, "Perms", $"<</DocMDP {next} 0 R>>");
        return HandSigned.Place(PdfSurgery.Append(letter, Pieces.With(letter, 10, "V", $"{next} 0 R"),
            (next, HandSigned.Placeholder(HandSigned.DocMdp(2), ago)), perms), letter.Length, cms.Over);
    }

    private static byte[] Flipped(byte[] signed, string contents, int at) => Pieces.Overwritten(signed, contents,
        contents[..at] + (contents[at] == '0' ? '1' : '0') + contents[(at + 1)..]);
}

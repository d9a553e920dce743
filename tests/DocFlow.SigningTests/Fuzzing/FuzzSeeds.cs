using System.Security.Cryptography;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Tests.Signing.Pdf;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>Files of every kind and form that the library reads.</summary>
internal static class FuzzSeeds
{
    private static readonly Lazy<IReadOnlyList<FuzzSeed>> Made = new(() => [.. Pdfs(), .. Evidence(), .. Others()]);

    private static readonly Lazy<byte[]> Signed = new(() => HandSigned.Certified());

    public static IReadOnlyList<FuzzSeed> All => Made.Value;

    /// <summary>The file that the seed "cms" was taken from.</summary>
    public static byte[] Carrier => Signed.Value;

    private static IEnumerable<FuzzSeed> Pdfs()
    {
        var certified = Carrier;
        var draft = SampleLetter.Draft();
        foreach (var (name, bytes) in new (string, byte[])[]
        {
            ("letter", HandSigned.Letter()), ("certified", certified), ("certified-1", HandSigned.Certified(1)),
            ("filled", HandSigned.Fill(certified, "123")), ("sealed", HandSigned.Sealed(HandSigned.Fill(certified, "123"))),
            ("approved", HandSigned.Sign(HandSigned.Sign(HandSigned.Letter(), HandSigned.Leader), HandSigned.Deputy)),
            ("table", TinyPdf.Classic()), ("hybrid", TinyPdf.Hybrid("<</A 1>>")),
            ("xref-stream", PdfSurgery.AppendWithStream(certified, (30, "<</A 1>>"))),
            ("draft", draft), ("signed", SampleLetter.Signed(SampleLetter.Laid(draft), "Signer1")), ("issued", SampleLetter.Issued(draft)),
        })
            yield return Pdf(name, bytes);
        string[][] forms = [["--object-streams=generate"], ["--linearize"], ["--linearize", "--object-streams=generate"]];
        foreach (var options in forms)
        {
            if (Rewritten.By(options, draft) is not { } rewritten)
                continue;
            yield return Pdf("draft" + string.Concat(options), rewritten);
            yield return Pdf("issued" + string.Concat(options), SampleLetter.Issued(rewritten));
        }
    }

    private static IEnumerable<FuzzSeed> Evidence()
    {
        var signed = PdfSurgery.Open(Carrier);
        var value = signed.Dictionary(signed.Dictionary(new PdfReference(HandSigned.Leader, 0))!["V"])!;
        var contents = ((PdfString)value["Contents"]!).Bytes;
        yield return new FuzzSeed("cms", SeedKind.Cms, contents[..(4 + (contents[2] << 8) + contents[3])]);
        using var stamper = TimeStampAuthority.Of(TestAuthority.Instance, TimeProvider.System);
        var request = new TimeStampRequest(HashAlgorithmName.SHA256, SHA256.HashData("stamped"u8)) { Nonce = TimeStampRequest.NewNonce() };
        var reply = stamper.Answer(request.Encode());
        yield return new FuzzSeed("stamp-reply", SeedKind.StampReply, reply);
        yield return new FuzzSeed("stamp", SeedKind.Stamp, TimeStampReply.Read(reply).Token!.Value.ToArray());
        using var responder = OcspResponder.Of(TestAuthority.Instance, TimeProvider.System);
        using var person = TestAuthority.Instance.Issue(CertificateSubject.Person("Lê Văn An", "Sở Tài chính"));
        var question = OcspRequest.About(person, TestAuthority.Instance.Root) with { Nonce = OcspRequest.NewNonce() };
        yield return new FuzzSeed("ocsp", SeedKind.Ocsp, responder.Answer(question.Encode()));
        yield return new FuzzSeed("crl", SeedKind.RevocationList, TestAuthority.Crl);
    }

    private static IEnumerable<FuzzSeed> Others()
    {
        yield return new FuzzSeed("signature", SeedKind.Png, SamplePictures.Signature(1));
        yield return new FuzzSeed("seal", SeedKind.Png, SamplePictures.Seal());
        using var person = TestAuthority.Instance.Issue(CertificateSubject.Person("Lê Văn An", "Sở Tài chính"));
        yield return new FuzzSeed("key", SeedKind.KeyFile, Pkcs12.Create(person, [TestAuthority.Instance.Root], "123456"));
    }

    private static FuzzSeed Pdf(string name, byte[] bytes)
    {
        var document = PdfSurgery.Open(bytes);
        var ends = document.Objects.Select(one => document.Dictionary(new PdfReference(one.Key, one.Value.Generation))?["ByteRange"])
            .OfType<PdfArray>()
            .Select(range => range[2].AsInteger!.Value + range[3].AsInteger!.Value);
        return new FuzzSeed(name, SeedKind.Pdf, bytes) { SignedEnds = [.. ends.Order()] };
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;

namespace DocFlow.Tests.Signing.Verification.Time;

/// <summary>
/// An authority whose clock can be put forward, and letters with a history: signed, stamped, given evidence. Everything in the file is
/// written by hand, so that what the verifier says of it cannot come from our writer.
/// </summary>
internal sealed class TimedLetter : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("docflow-timed-").FullName;

    public TimedLetter()
    {
        Authority = LocalAuthority.Open(_folder, Clock);
        Stamps = TimeStampAuthority.Of(Authority, Clock);
        Signer = Issue(TimeSpan.FromDays(365));
    }

    public TestClock Clock { get; } = new() { Now = TimeProvider.System.GetUtcNow() };

    public LocalAuthority Authority { get; }

    public TimeStampAuthority Stamps { get; set; }

    public IKeyHolder Signer { get; set; }

    public byte[] Crl
    {
        get
        {
            Authority.RefreshCrl();
            return File.ReadAllBytes(Authority.CrlFile);
        }
    }

    public void Dispose()
    {
        Stamps.Dispose();
        Authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A new signer's key.</summary>
    public IKeyHolder Issue(TimeSpan validity) => TestAuthority.Holder(
        Authority.Issue(CertificateSubject.Person("Lê Văn An", "Sở Tài chính"), validity, KeyKind.EcP256, null), [Authority.Root]);

    /// <summary>Whatever is trusted now, with today's list or none.</summary>
    public TrustPolicy Policy(params byte[][] lists) => TrustPolicy.Of([Authority.Root], lists, Clock);

    public VerificationReport Verify(byte[] pdf, params byte[][] lists) => PdfVerifierTests.Verify(pdf, Policy(lists));

    /// <summary>Signed at the clock's time; with a time-stamp when one is given for the digest of the signature value.</summary>
    public byte[] Signed(Func<byte[], byte[]>? stamp = null, string field = "Leader") => Placed(
        HandSigned.Letter(), field == "Leader" ? HandSigned.Leader : HandSigned.Deputy, "/Type/Sig/SubFilter/ETSI.CAdES.detached",
        covered => Cms(SHA256.HashData(covered), stamp));

    /// <summary>Signed in the older form, with this list under the signature.</summary>
    public byte[] SignedWithEvidence(byte[] list) => Placed(
        HandSigned.Letter(), HandSigned.Leader, "/Type/Sig/SubFilter/adbe.pkcs7.detached",
        covered => AcrobatCms.Sign(covered, Authority.Issue(CertificateSubject.Person("Lê Văn An", "Sở Tài chính")), list));

    /// <summary>Signed and stamped.</summary>
    public byte[] Stamped() => Signed(Token);

    /// <summary>The token over a digest at the clock's time.</summary>
    public byte[] Token(byte[] digest) => Token(digest, Stamps);

    public static byte[] Token(byte[] digest, TimeStampAuthority stamps) =>
        TimeStampReply.Read(stamps.Answer(new TimeStampRequest(HashAlgorithmName.SHA256, digest).Encode())).Token!.Value.ToArray();

    /// <summary>A document time-stamp over everything so far, in the seal's field.</summary>
    public byte[] DocumentStamped(byte[] pdf, Func<byte[], byte[]>? token = null, int field = HandSigned.Seal) =>
        Placed(pdf, field, "/Type/DocTimeStamp/SubFilter/ETSI.RFC3161", covered => (token ?? Token)(SHA256.HashData(covered)));

    /// <summary>The evidence laid into the document security store, beside what is there.</summary>
    public static byte[] WithStore(byte[] pdf, byte[][] lists, byte[][]? answers = null)
    {
        var next = PdfSurgery.Next(pdf);
        var items = lists.Concat(answers ?? []).Select((der, i) =>
            (Number: next + i, Body: PdfSurgery.Stream(Encoding.Latin1.GetString(der)))).ToList();
        var references = items.ConvertAll(item => $"{item.Number} 0 R");
        var (crls, ocsps) = (references.Take(lists.Length), references.Skip(lists.Length));
        var document = PdfSurgery.Open(pdf);
        var old = document.Dictionary(document.Catalog["DSS"]);
        var store = $"<</CRLs[{Kept(document, old?["CRLs"])}{string.Join(' ', crls)}]"
            + $"/OCSPs[{Kept(document, old?["OCSPs"])}{string.Join(' ', ocsps)}]>>";
        var catalog = document.Catalog.With("DSS", new PdfReference(next + items.Count, 0));
        return PdfSurgery.Append(pdf, [.. items, (next + items.Count, store), (HandSigned.Catalog, PdfSurgery.Text(catalog))]);
    }

    /// <summary>What the responder says of a certificate at the clock's time.</summary>
    public byte[] Answer(OcspResponder responder, IKeyHolder about) =>
        responder.Answer(OcspRequest.About(about.Certificate, Authority.Root).Encode());

    private static string Kept(PdfDocument document, PdfObject? list) =>
        PdfSurgery.Text(document.Array(list) ?? new PdfArray([]))[1..^1] + " ";

    private byte[] Cms(byte[] digest, Func<byte[], byte[]>? stamp)
    {
        var attributes = CadesBuilder.SignedAttributes(digest, Signer.Certificate, HashAlgorithmName.SHA256);
        var value = Signer.SignDigest(SHA256.HashData(attributes), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var scheme = SignatureScheme.Of(Signer.Certificate, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var cms = CadesBuilder.Assemble(attributes, value, Signer.Certificate, Signer.Chain, scheme);
        if (stamp is null)
            return cms;
        var signed = new SignedCms(new ContentInfo([]), detached: true);
        signed.Decode(cms);
        signed.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(Oids.SignatureTimeStamp, stamp(SHA256.HashData(value))));
        return signed.Encode();
    }

    private byte[] Placed(byte[] pdf, int field, string kind, Func<byte[], byte[]> contents)
    {
        const int Room = 16_384;
        var number = PdfSurgery.Next(pdf);
        var holder = (PdfDictionary)PdfSurgery.Open(pdf).Resolve(new PdfReference(field, 0));
        var value = $"<<{kind}/Filter/Adobe.PPKLite/M(D:{Clock.GetUtcNow():yyyyMMddHHmmss}Z)"
            + $"/ByteRange[{new string(' ', 38)}]/Contents<{new string('0', Room)}>>>";
        var made = PdfSurgery.Append(pdf, (field, PdfSurgery.Text(holder.With("V", new PdfReference(number, 0)))), (number, value));
        var gap = pdf.Length + made.AsSpan(pdf.Length).IndexOf("/Contents<0000"u8) + "/Contents".Length;
        var end = gap + Room + 2;
        var range = string.Create(CultureInfo.InvariantCulture, $"[0 {gap} {end} {made.Length - end}]").PadRight(40);
        Encoding.ASCII.GetBytes(range, made.AsSpan(pdf.Length + made.AsSpan(pdf.Length).IndexOf("/ByteRange["u8) + 10, 40));
        var bytes = contents([.. made[..gap], .. made[end..]]);
        Encoding.ASCII.GetBytes(Convert.ToHexString(bytes), made.AsSpan(gap + 1));
        return made;
    }
}

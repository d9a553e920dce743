using System.Security.Cryptography.Pkcs;
using DocFlow.Signing;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Fields;
using DocFlow.Signing.LongTerm;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;
using DocFlow.Tests.Signing.Authority;

namespace DocFlow.Tests.Signing.LongTerm;

/// <summary>A letter, a development authority in any mood, and what it takes to raise levels.</summary>
internal sealed class LevelDesk : IDisposable
{
    private readonly HttpClient _http = ServiceHttp.Create();

    public DevelopmentPki Pki { get; } = new();

    public byte[] Laid { get; } = SampleLetter.Laid(SampleLetter.Draft());

    public void Recover() => (Pki.StampMood, Pki.OcspMood, Pki.ListMood) = (Mood.Well, Mood.Well, Mood.Well);

    public void Dispose()
    {
        _http.Dispose();
        Pki.Dispose();
    }

    public byte[] Signed(string field = "Signer1", byte[]? pdf = null)
    {
        using var key = Pki.Person("Trần Thị Bình");
        return SampleLetter.Signed(pdf ?? Laid, field, key);
    }

    /// <summary>Fresh clients, so that no answer is remembered; impatient where the test is about slowness.</summary>
    public LongTermServices Services(double seconds = 60)
    {
        var (limits, anchors) = (new ServiceLimits { TimeLimit = TimeSpan.FromSeconds(seconds) }, new[] { Pki.Authority.Root });
        var stamps = new TimeStampClient([new TimeStampService(Pki.Stamping) { Limits = limits }], anchors, _http, TimeProvider.System);
        var revocation = new RevocationClient(_http, limits, TimeProvider.System);
        return new LongTermServices(stamps, revocation, TimeProvider.System) { Anchors = anchors };
    }

    public async Task<(SigningOutcome<RaisedLevel> Raised, byte[] Pdf)> Extend(byte[] pdf, SignatureLevel target, double seconds = 60)
    {
        using var output = new MemoryStream();
        var raised = await LevelRaiser.Extend(SampleLetter.Reading(pdf), target, Services(seconds), output, default);
        return (raised, output.ToArray());
    }

    /// <summary>Our verdict and the levels of the signatures, with the authority trusted and its list at hand.</summary>
    public string Verified(byte[] pdf)
    {
        var policy = TrustPolicy.Of([Pki.Authority.Root], [File.ReadAllBytes(Pki.Authority.CrlFile)], TimeProvider.System);
        var report = PdfVerifier.Verify(SampleLetter.Reading(pdf), policy);
        return $"{report.Verdict}: {string.Join(", ", report.Signatures.Select(one => one.Level))}\n{VerificationText.Plain(report)}";
    }

    /// <summary>The CMS of the first signature and the token inside it.</summary>
    public (SignedCms Cms, byte[] Token) Stamped(byte[] pdf)
    {
        var cms = new SignedCms();
        cms.Decode(Contents(pdf, "Signer1"));
        var attribute = cms.SignerInfos[0].UnsignedAttributes.Cast<System.Security.Cryptography.CryptographicAttributeObject>().Single();
        return attribute.Oid.Value == Oids.SignatureTimeStamp
            ? (cms, attribute.Values[0].RawData)
            : throw new InvalidOperationException(attribute.Oid.Value);
    }

    /// <summary>What stands in a field's /Contents, zeros included.</summary>
    public static byte[] Contents(byte[] pdf, string field) => ((PdfString)Value(pdf, field)["Contents"]!).Bytes;

    /// <summary>The bytes that a field's signature covers.</summary>
    public static byte[] Covered(byte[] pdf, string field)
    {
        var range = ((PdfArray)Value(pdf, field)["ByteRange"]!).Select(one => (int)one.AsInteger!).ToArray();
        return [.. pdf[..range[1]], .. pdf[range[2]..(range[2] + range[3])]];
    }

    private static PdfDictionary Value(byte[] pdf, string field)
    {
        var document = PdfDocument.Open(SampleLetter.Reading(pdf));
        return document.Dictionary(FormFields.Read(document).Single(one => one.Name == field).Dictionary["V"])!;
    }
}

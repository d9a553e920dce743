using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.LongTerm;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;

namespace DocFlow.Tests.Signing.Readme;

/// <summary>The examples of the library's README, which is held to them word for word.</summary>
internal static class ReadmeExamples
{
    internal static SigningOutcome<PreparedSignature> Sign(Stream pdf, IKeyHolder key, byte[] picture, Stream output)
    {
        var request = new SignatureRequest("Approval", TimeProvider.System.GetLocalNow())
        {
            NewField = new NewField(Page: -1, new PdfBox(320, 100, 520, 160)),
            Picture = picture,
            Reason = "Approved",
        };
        return PdfSigner.Sign(pdf, request, key, output);
    }

    internal static string Verify(Stream pdf, TrustPolicy policy)
    {
        var report = PdfVerifier.Verify(pdf, policy with { At = TimeProvider.System.GetUtcNow() });
        foreach (var signature in report.Signatures)
            Console.WriteLine($"{signature.Signer}: {signature.IntegrityLine.English} {signature.TrustLine.English}");
        return report.Verdict == Verdict.Passed ? "good" : VerificationText.Json(report);
    }

    internal static (string Kept, byte[] ToSign) Prepare(Stream pdf, SignatureRequest request, X509Certificate2[] certificates)
    {
        var session = DeferredSigning.Prepare(pdf, request, certificates).Answer;
        return (session.ToJson(), session.ToSign);
    }

    internal static SigningRefusal? Place(Stream pdf, string kept, byte[] signature, Stream output)
    {
        var session = SigningSession.Read(kept);
        return session.Refusal ?? DeferredSigning.Place(pdf, session.Answer, signature, output).Refusal;
    }

    internal static async Task<SignatureLevel> Extend(Stream pdf, Uri authority, X509Certificate2[] anchors, Stream output)
    {
        using var http = ServiceHttp.Create();
        var stamps = new TimeStampClient([new TimeStampService(authority)], anchors, http, TimeProvider.System);
        var revocation = new RevocationClient(http, new ServiceLimits(), TimeProvider.System);
        var services = new LongTermServices(stamps, revocation, TimeProvider.System) { Anchors = anchors };
        var raised = await LevelRaiser.Extend(pdf, SignatureLevel.LTA, services, output, stop: default);
        return raised.Refusal is null ? raised.Answer.Reached : SignatureLevel.B;
    }
}

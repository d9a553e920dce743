using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using DocFlow.Signing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;

namespace DocFlow.Tests.Signing;

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

    internal static (string Kept, byte[] ToBeSigned) Prepare(Stream pdf, X509Certificate2 signer, SignatureRequest request)
    {
        var prepared = PdfSigner.Prepare(pdf, request, signer, chain: []).Answer;
        return (JsonSerializer.Serialize(prepared), prepared.ToBeSigned);
    }

    internal static SigningRefusal? Place(Stream pdf, string kept, byte[] signature, Stream output)
    {
        var prepared = JsonSerializer.Deserialize<PreparedSignature>(kept)!;
        return PdfSigner.Place(pdf, prepared, signature, output).Refusal;
    }
}

using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.LongTerm;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification.Time;

namespace DocFlow.Signing.Verification;

/// <summary>
/// The same as <see cref="PdfVerifier"/>, but what is not known about the revocation of a trusted certificate is asked where that
/// certificate says one can ask. Nothing is fetched for a file whose evidence is complete, nor for signers that nobody here trusts.
/// </summary>
/// <param name="client">Who asks; its limits bound the time.</param>
public sealed class OnlineVerifier(RevocationClient client)
{
    // what is learned about a time-stamp may raise a further question
    private const int Rounds = 3;

    /// <summary>The verdict; trouble in asking is a finding about the file that weighs nothing by itself.</summary>
    public async Task<VerificationReport> Verify(Stream pdf, TrustPolicy policy, CancellationToken stop)
    {
        try
        {
            return await Ask(new PdfVerifier(pdf, policy), stop);
        }
        catch (PdfUnreadable fault)
        {
            return Salvage.Report(pdf, policy, fault);
        }
    }

    private async Task<VerificationReport> Ask(PdfVerifier verifier, CancellationToken stop)
    {
        var (fetched, troubles) = (FetchedEvidence.None, new List<Finding>());
        var (report, unknown) = verifier.Report(fetched);
        var asked = new HashSet<(X509Certificate2 Certificate, X509Certificate2 Issuer)>();
        for (var round = 0; round < Rounds && unknown.Where(asked.Add).ToList() is { Count: > 0 } next; round++)
        {
            var answers = await Task.WhenAll(next.Select(one => client.Find(one.Certificate, one.Issuer, DateTimeOffset.MinValue, stop)));
            troubles.AddRange(answers.Select(one => one.Refusal).OfType<SigningRefusal>()
                .Select(refusal => Finding.Note(refusal.Code, refusal.Vi, refusal.En)));
            var found = answers.Where(one => one.Refusal is null).Select(one => one.Answer).ToList();
            fetched = new FetchedEvidence([.. fetched.Lists, .. found.Select(one => one.RevocationList).OfType<byte[]>()],
                [.. fetched.Answers, .. found.Select(one => one.OcspAnswer).OfType<byte[]>()]);
            (report, unknown) = verifier.Report(fetched);
        }

        return report with { Findings = [.. report.Findings, .. troubles.DistinctBy(one => one.Text)] };
    }
}

using DocFlow.Platform;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Telemetry;
using DocFlow.Signing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf.Writing;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;

namespace DocFlow.Dispatch.Issuing;

/// <summary>The seal's key as its PIN opened it, its red picture, and the agency it speaks for.</summary>
public sealed record SealAtHand(IKeyHolder Key, byte[] Picture, Agency Agency) : IDisposable
{
    public void Dispose() => Key.Dispose();
}

/// <summary>
/// The file's part of an issue: outside any transaction, with nothing but the stored file, the reserved values and the open seal.
/// </summary>
public sealed class SealLetter(ContentStore content, TimeProvider clock)
{
    // whom it trusts is not asked here; it remembers the certificates that it has decoded
    private readonly TrustPolicy _nobody = TrustPolicy.Of([], [], clock);

    /// <summary>
    /// Why this file must not be sealed, or null. The clerk seals only what an authorised person has signed (Decree 30/2020 art. 32, 33):
    /// a signature
    /// with a certificate enrolled for the signatory is there, every signature is intact, and nothing was changed that they do not allow.
    /// </summary>
    public async Task<Refusal?> Unfit(string sha256, IReadOnlyCollection<string> certificates, CancellationToken stop)
    {
        await using var file = await content.Open(sha256, stop);
        var report = PdfVerifier.Verify(file, _nobody);
        if (!report.Signatures.Any(one => certificates.Contains(one.CertificateSha256 ?? "", StringComparer.OrdinalIgnoreCase)))
            return IssueRefusals.NotSigned;

        var broken = report.Signatures.Any(one => one.Integrity != IntegrityState.Intact || one.Changes == ChangeState.Forbidden);
        return broken || report.Verdict is Verdict.Failed or Verdict.Unreadable ? IssueRefusals.Broken(Why(report)) : null;
    }

    /// <summary>Fills number and date from exactly the reserved values, seals, and stores the new version.</summary>
    public async Task<Outcome<StoredFile>> Seal(ReserveNumber.Reservation reservation, SealAtHand seal, CancellationToken stop)
    {
        var (issue, ready) = (reservation.Issue, reservation.Ready);
        await using var signed = await content.Open(ready.FileSha256, stop);
        using var measured = new SigningTime("seal");
        using var filled = NextVersion.Of(signed);
        var marks = new IssueMarks(issue.Number, ready.Draft.Notation, seal.Agency.Place, issue.DatedOn);
        if (FieldFiller.Fill(signed, marks, filled).Refusal is { } unfilled)
            return No(unfilled);

        using var sealedLetter = NextVersion.Of(filled);
        filled.Position = 0;
        var request = new SignatureRequest(Decree30Layout.Seal, clock.OfficeNow()) { Picture = seal.Picture, Name = seal.Agency.Name };
        if (PdfSigner.Sign(filled, request, seal.Key, sealedLetter).Refusal is { } unsealed)
            return No(unsealed);

        sealedLetter.Position = 0;
        return await content.Put(file => sealedLetter.CopyToAsync(file, stop), stop);
    }

    private static Refusal No(SigningRefusal refusal) => Refusal.Conflict(refusal.Code, refusal.Vi, refusal.En);

    private static Sentence Why(VerificationReport report)
    {
        var worst = report.Signatures.SelectMany(one => one.Reasons).Concat(report.Findings)
            .OrderByDescending(finding => finding.Weight).Select(finding => finding.Text).FirstOrDefault();
        return worst ?? new Sentence("", "");
    }
}

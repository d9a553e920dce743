using DocFlow.Platform;
using DocFlow.Signing.Inspection;
using DocFlow.Signing.Verification;

namespace DocFlow.Intake.Screening;

/// <summary>Looks at a received file before it is let in: refused at once, held for a clerk's decision, or free to be registered.</summary>
public sealed class ScreenFile(IntakeOptions options, TrustedAuthorities authorities)
{
    /// <summary>The report on a file that may come in; the stream must be seekable.</summary>
    public Outcome<ScreeningReport> Screen(Stream received)
    {
        var limits = new InspectionLimits { Bytes = options.UploadLimit, Pages = options.PageLimit };
        var found = PdfInspector.Inspect(received, limits);
        if (ScreeningRefusals.Of(found) is { } refusal)
            return refusal;

        var verified = found.SignedFields.Count == 0 ? null : PdfVerifier.Verify(received, authorities.Policy());
        var embedded = found.Concerns.Where(concern => concern.Kind == ConcernKind.EmbeddedFile).Select(concern => concern.Where);
        return new ScreeningReport
        {
            Pages = found.PageCount,
            EmbeddedFiles = [.. embedded],
            Signatures = [.. (verified?.Signatures ?? []).Select(Seen)],
            SecrecyMark = MarkOf(found.Secrecy),
            Holds = [.. HoldsOf(found, verified)],
        };
    }

    private static IEnumerable<Hold> HoldsOf(InspectionReport found, VerificationReport? verified)
    {
        if (found.Secrecy is not null)
            yield return Hold.SecrecyMark;
        if (found.Concerns.Any(concern => concern.Kind == ConcernKind.EmbeddedFile))
            yield return Hold.EmbeddedFiles;
        if (found.Concerns.Any(concern => concern.Kind == ConcernKind.Damaged))
            yield return Hold.DamagedStructure;
        if (verified?.Verdict is Verdict.Failed)
            yield return Hold.BrokenSignature;
    }

    private static SignatureSeen Seen(SignatureReport signature) => new(
        signature.Signer ?? signature.Field,
        signature.Indication.Standard(),
        string.Join(" ", Lines(signature).Select(line => line.Vietnamese)),
        string.Join(" ", Lines(signature).Select(line => line.English)));

    private static Sentence[] Lines(SignatureReport signature) => [signature.IntegrityLine, signature.TrustLine, signature.ChangesLine];

    private static string? MarkOf(SecrecyMark? mark) => mark switch
    {
        SecrecyMark.Mat => "MẬT",
        SecrecyMark.ToiMat => "TỐI MẬT",
        SecrecyMark.TuyetMat => "TUYỆT MẬT",
        _ => null,
    };
}

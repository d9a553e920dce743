using DocFlow.Signing.Cms;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Integrity;

/// <summary>What is known of a signature before anybody asks who signed: its coverage, its CMS, and whether both hold together.</summary>
internal sealed record IntegrityFinding(IntegrityState State, Coverage? Coverage, CmsSignature? Cms, IReadOnlyList<Finding> Reasons);

/// <summary>
/// Format checking, identification of the signing certificate and cryptographic verification (EN 319 102-1 5.2.2, 5.2.3, 5.2.7).
/// </summary>
internal static class IntegrityCheck
{
    public static IntegrityFinding Of(PdfDocument document, PdfSource source, SignedField field)
    {
        var (coverage, fault) = Coverage.Read(document, source, field);
        if (coverage is null)
            return new IntegrityFinding(IntegrityState.Unclear, null, null, [fault!]);

        try
        {
            var cms = CmsReader.Read(coverage.Cms);
            var (state, reasons) = Check(coverage, cms, source, document.Name(field.Signature["SubFilter"]));
            return new IntegrityFinding(state, coverage, cms, reasons);
        }
        catch (CmsMalformed malformed)
        {
            return new IntegrityFinding(IntegrityState.Unclear, coverage, null, [IntegrityReasons.Malformed(malformed.Message)]);
        }
    }

    private static (IntegrityState State, List<Finding> Reasons) Check(
        Coverage coverage, CmsSignature cms, PdfSource source, string? subFilter)
    {
        if (cms.Hash is { } hash && !coverage.Digest(source, hash).AsSpan().SequenceEqual(cms.MessageDigest))
            return (IntegrityState.Broken, [IntegrityReasons.HashFailure]);
        if (!cms.IsStrong)
            return (IntegrityState.Unclear, [IntegrityReasons.Weak]);
        if (cms.Signer is null)
            return (IntegrityState.Unclear, []); // said by the trust step
        if (!cms.IsSignedBySigner)
            return (IntegrityState.Broken, [IntegrityReasons.CryptoFailure]);
        return (IntegrityState.Intact, [.. Constraints(cms, subFilter)]);
    }

    private static IEnumerable<Finding> Constraints(CmsSignature cms, string? subFilter)
    {
        if (subFilter is not ("ETSI.CAdES.detached" or "adbe.pkcs7.detached"))
            yield return IntegrityReasons.UnknownForm(subFilter);
        if (cms.Binding == SigningCertificateBinding.Differs)
            yield return IntegrityReasons.OtherCertificate;
        if (cms.Binding == SigningCertificateBinding.Missing && subFilter == "ETSI.CAdES.detached")
            yield return IntegrityReasons.NoBinding; // EN 319 142-1 6.3
        if (cms.UnsignedParts.Count > 0)
            yield return IntegrityReasons.Unsigned(cms.UnsignedParts);
        if (cms.StampToken is not null)
            yield return IntegrityReasons.Unsigned([Oids.SignatureTimeStamp]);
    }
}

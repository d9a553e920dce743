using DocFlow.Signing.Cms;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Integrity;

/// <summary>What is known of a signature before anybody asks who signed: its coverage, its CMS, and whether both hold together.</summary>
internal sealed record IntegrityFinding(IntegrityState State, Coverage? Coverage, CmsSignature? Cms, IReadOnlyList<Finding> Reasons);

/// <summary>
/// Format checking, identification of the signing certificate and cryptographic verification (EN 319 102-1 5.2.2, 5.2.3, 5.2.7).
/// </summary>
internal sealed class IntegrityCheck(PdfDocument document, PdfSource source, CertificateShelf shelf)
{
    /// <summary>One finding a field, in their order; the file is digested once for all.</summary>
    public List<IntegrityFinding> Of(IReadOnlyList<SignedField> fields)
    {
        var read = fields.Select(Read).ToList();
        var wanted = read.Where(one => one.Cms?.Hash is not null).Select(one => (one.Coverage!, one.Cms!.Hash!.Value)).ToList();
        var digests = new Queue<byte[]>(CoveredDigests.Of(source, wanted));
        return [.. read.Zip(fields, (one, field) => one.Cms is null ? one
            : Checked(one, one.Cms.Hash is null ? null : digests.Dequeue(), document.Name(field.Signature["SubFilter"])))];
    }

    private IntegrityFinding Read(SignedField field)
    {
        var (coverage, fault) = Coverage.Read(document, source, field);
        if (coverage is null)
            return new IntegrityFinding(IntegrityState.Unclear, null, null, [fault!]);

        try
        {
            return new IntegrityFinding(IntegrityState.Unclear, coverage, CmsReader.Read(coverage.Cms, shelf), []);
        }
        catch (CmsMalformed malformed)
        {
            return new IntegrityFinding(IntegrityState.Unclear, coverage, null, [IntegrityReasons.Malformed(malformed.Message)]);
        }
    }

    private static IntegrityFinding Checked(IntegrityFinding read, byte[]? digest, string? subFilter)
    {
        var cms = read.Cms!;
        if (digest is not null && !digest.AsSpan().SequenceEqual(cms.MessageDigest))
            return read with { State = IntegrityState.Broken, Reasons = [IntegrityReasons.HashFailure] };
        if (!cms.IsStrong)
            return read with { Reasons = [IntegrityReasons.Weak] };
        if (cms.Signer is null)
            return read; // said by the trust step
        if (!cms.IsSignedBySigner)
            return read with { State = IntegrityState.Broken, Reasons = [IntegrityReasons.CryptoFailure] };
        return read with { State = IntegrityState.Intact, Reasons = [.. Constraints(cms, subFilter)] };
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

using System.Security.Cryptography;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Reading;
using DocFlow.Signing.Verification.Time;

namespace DocFlow.Signing.Verification.Integrity;

/// <summary>What is known of a signature before anybody asks who signed: its coverage, its CMS, and whether both hold together.</summary>
internal sealed record IntegrityFinding(IntegrityState State, Coverage? Coverage, CmsSignature? Cms, IReadOnlyList<Finding> Reasons)
{
    /// <summary>The token of a document time-stamp, which has no <see cref="Cms"/>.</summary>
    public TimeStampToken? Token { get; init; }

    /// <summary>The digest algorithm over the covered bytes; null when it is too weak, unknown, or not to be had.</summary>
    public HashAlgorithmName? Hash => Cms?.Hash ?? Token?.Hash;
}

/// <summary>
/// Format checking, identification of the signing certificate and cryptographic verification (EN 319 102-1 5.2.2, 5.2.3, 5.2.7).
/// </summary>
internal sealed class IntegrityCheck(PdfDocument document, PdfSource source, CertificateShelf shelf)
{
    // over SHA-1 by definition; withdrawn by ISO 32000-2 12.8.3.3
    private static readonly string[] Outdated = ["adbe.pkcs7.sha1", "adbe.x509.rsa_sha1"];

    /// <summary>One finding a field, in their order; the file is digested once for all.</summary>
    public List<IntegrityFinding> Of(IReadOnlyList<SignedField> fields)
    {
        var read = fields.Select(Read).ToList();
        var wanted = read.Where(one => one.Hash is not null).Select(one => (one.Coverage!, one.Hash!.Value)).ToList();
        var digests = new Queue<byte[]>(CoveredDigests.Of(source, wanted));
        return [.. read.Zip(fields, (one, field) => Checked(one, one.Hash is null ? null : digests.Dequeue(), SubFilter(field)))];
    }

    private IntegrityFinding Read(SignedField field)
    {
        var (coverage, fault) = Coverage.Read(document, source, field);
        if (coverage is null)
            return new IntegrityFinding(IntegrityState.Unclear, null, null, [fault!]);

        try
        {
            return SubFilter(field) == SignatureClaims.TimeStamp
                ? new IntegrityFinding(IntegrityState.Unclear, coverage, null, []) { Token = TimeStampToken.Read(coverage.Cms, shelf) }
                : new IntegrityFinding(IntegrityState.Unclear, coverage, CmsReader.Read(coverage.Cms, shelf), []);
        }
        catch (CmsMalformed malformed)
        {
            return new IntegrityFinding(IntegrityState.Unclear, coverage, null, [SubFilter(field) is { } form && Outdated.Contains(form)
                ? IntegrityReasons.Outdated(form)
                : IntegrityReasons.Malformed(malformed.Message)]);
        }
    }

    private string? SubFilter(SignedField field) => document.Name(field.Signature["SubFilter"]);

    private static IntegrityFinding Checked(IntegrityFinding read, byte[]? digest, string? subFilter)
    {
        if (read.Token is { } token)
        {
            var (state, reasons) = TokenCheck.Of(token, digest);
            return read with { State = state, Reasons = reasons };
        }

        if (read.Cms is not { } cms)
            return read;
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
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Verification.Changes;
using DocFlow.Signing.Verification.Integrity;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Verification;

/// <summary>Adds up what the steps found out about one signature.</summary>
internal static class SignatureSummary
{
    public static SignatureReport Of(SignatureCheck check, TrustFinding trust, ChangesAfter changes, long fileLength)
    {
        var signer = check.Integrity.Cms?.Signer;
        var reasons = Reasons(check, trust, changes).OrderByDescending(reason => reason.Weight).ToList();
        var name = signer?.GetNameInfo(X509NameType.SimpleName, false);
        return new SignatureReport
        {
            Field = check.Field.Name,
            Indication = reasons.Count == 0 ? Indication.TotalPassed : reasons[0].Weight,
            SubIndication = reasons.Count == 0 ? null : reasons[0].Code,
            Integrity = check.Integrity.State, Trust = trust.Trust, Revocation = trust.Revocation, Changes = changes.State,
            Signer = name,
            Agency = signer is null ? null : Organisation(signer),
            SignedAt = check.Claims.SignedAt,
            Level = Level(check.Integrity, check.Claims.SubFilter),
            CoversWholeFile = check.Integrity.Coverage?.End == fileLength,
            Certifies = check.Claims.Certifies,
            CertificateSha256 = signer?.GetCertHashString(HashAlgorithmName.SHA256),
            IntegrityLine = PeopleLines.Integrity(check.Integrity.State),
            TrustLine = PeopleLines.Trust(name, trust),
            ChangesLine = PeopleLines.Changes(changes),
            Reasons = reasons,
        };
    }

    private static IEnumerable<Finding> Reasons(SignatureCheck check, TrustFinding trust, ChangesAfter changes)
    {
        var found = check.Integrity.Reasons.Concat(trust.Reasons).ToList();
        if (check.Field.Node is null)
            found.Add(Finding.Failed(SubIndication.FormatFailure, "Không có trường nào của biểu mẫu dẫn tới chữ ký này.",
                "No field of the form leads to this signature."));
        found.AddRange(changes.Complaints.Select(complaint => new Finding(Indication.TotalFailed, SubIndication.FormatFailure, complaint)));
        var isSound = check.Integrity.State == IntegrityState.Intact
            && trust is { Trust: TrustState.Trusted, Revocation: RevocationState.Good }
            && changes.State != ChangeState.Forbidden;
        if (found.Count == 0 && !isSound)
            found.Add(Finding.Undecided(SubIndication.Generic, "Chưa đủ cơ sở để kết luận.", "There is not enough to conclude from."));
        return found;
    }

    private static string Level(IntegrityFinding integrity, string? subFilter) =>
        integrity.Cms is null ? "unknown"
        : subFilter == "ETSI.CAdES.detached" && integrity.Cms.Binding == SigningCertificateBinding.Matches ? "PAdES-B-B"
        : "CMS";

    private static string? Organisation(X509Certificate2 certificate) => certificate.SubjectName
        .EnumerateRelativeDistinguishedNames(reversed: false)
        .FirstOrDefault(part => !part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.10")?
        .GetSingleElementValue();
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Verification.Changes;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Verification;

/// <summary>Adds up what the steps found out about one signature.</summary>
internal static class SignatureSummary
{
    public static SignatureReport Of(SignatureCheck check, TrustFinding trust, ChangesAfter changes, CoverageReport? coverage)
    {
        var integrity = check.Integrity;
        var signer = integrity.Cms?.Signer ?? integrity.Token?.Signer;
        var reasons = Reasons(check, trust, changes).OrderByDescending(reason => reason.Weight).ToList();
        var worst = reasons.Find(reason => reason.Weight != Indication.TotalPassed);
        var name = signer?.GetNameInfo(X509NameType.SimpleName, false);
        return new SignatureReport
        {
            Field = check.Field.Name, Kind = Kind(check),
            Indication = worst?.Weight ?? Indication.TotalPassed, SubIndication = worst?.Code,
            Integrity = integrity.State, Trust = trust.Trust, Revocation = trust.Revocation, Changes = changes.State,
            Signer = name,
            Agency = signer is null ? null : Organisation(signer),
            SignedAt = integrity.Token?.Time ?? check.Claims.SignedAt,
            ProvenAt = trust.Proof?.Time, ProvenBy = trust.Proof?.By,
            Level = Level(check, trust),
            CoversWholeFile = coverage?.WholeFile == true, Coverage = coverage,
            Certifies = check.Claims.Certifies,
            CertificateSha256 = signer?.GetCertHashString(HashAlgorithmName.SHA256),
            Chain = CertificateReport.Of(trust.Path, trust.Trust == TrustState.Trusted),
            Evidence = trust.Evidence, Stamp = trust.Stamp,
            Algorithms = AlgorithmLife.Report(signer, integrity.Hash, integrity.Cms?.Scheme ?? integrity.Token?.Scheme),
            IntegrityLine = PeopleLines.Integrity(integrity.State),
            TrustLine = PeopleLines.Trust(name, trust, integrity.Token is not null),
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
        var isSound = check.Integrity.State == IntegrityState.Intact && changes.State != ChangeState.Forbidden && trust.IsPassed;
        if (!isSound && found.TrueForAll(one => one.Weight == Indication.TotalPassed))
            found.Add(Finding.Undecided(SubIndication.Generic, "Chưa đủ cơ sở để kết luận.", "There is not enough to conclude from."));
        return found;
    }

    private static SignatureKind Kind(SignatureCheck check) => check.Claims.SubFilter == SignatureClaims.TimeStamp
        ? SignatureKind.DocumentTimeStamp
        : check.Claims.Certifies ? SignatureKind.Certification : SignatureKind.Approval;

    // EN 319 142-1 6: each level needs the one before it, and counts only what was validated
    private static string Level(SignatureCheck check, TrustFinding trust) => check switch
    {
        { Integrity.Token: not null } => "RFC3161",
        { Integrity.Cms: null } => "unknown",
        not { Claims.SubFilter: "ETSI.CAdES.detached", Integrity.Cms.Binding: SigningCertificateBinding.Matches } => "CMS",
        _ => (trust.Proof, trust.Keeps) switch
        {
            (null, _) => "PAdES-B-B",
            ({ IsLasting: true }, (true, true)) => "PAdES-B-LTA",
            ({ IsLasting: true }, (true, _)) => "PAdES-B-LT",
            _ => "PAdES-B-T",
        },
    };

    private static string? Organisation(X509Certificate2 certificate) => certificate.SubjectName
        .EnumerateRelativeDistinguishedNames(reversed: false)
        .FirstOrDefault(part => !part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.10")?
        .GetSingleElementValue();
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace DocFlow.Signing.Verification;

/// <summary>
/// A report as JSON. Fields are only ever added. Top: verdict (passed, failed, undetermined, none, unreadable), policy, at, signatures,
/// findings, revisions. A signature: field, indication, subIndication, integrity, trust, revocation, changes, signer, agency, signedAt,
/// level, coversWholeFile, certifies, certificateSha256, lines, reasons; kind, provenAt, provenBy, coverage, algorithms, chain, evidence,
/// timeStamp. Times are ISO 8601; sentences have "vietnamese" and "english"; what is not known is null.
/// </summary>
internal static class VerificationJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Of(VerificationReport report) => JsonSerializer.Serialize(new
    {
        Verdict = report.Verdict.Word(),
        report.Policy,
        report.At,
        Signatures = report.Signatures.Select(Of),
        Findings = report.Findings.Select(Of),
        Revisions = report.Revisions.Select(one => new
        {
            one.Index, one.Start, one.End, one.Signature, Allowed = one.IsAllowed, one.Changes, one.Complaints,
        }),
    }, Format);

    private static object Of(SignatureReport one) => new
    {
        one.Field,
        Indication = one.Indication.Standard(),
        one.SubIndication,
        Integrity = one.Integrity.Word(),
        Trust = one.Trust.Word(),
        Revocation = one.Revocation.Word(),
        Changes = one.Changes.Word(),
        one.Signer,
        one.Agency,
        one.SignedAt,
        one.Level,
        one.CoversWholeFile,
        one.Certifies,
        one.CertificateSha256,
        Lines = new[] { one.IntegrityLine, one.TrustLine, one.ChangesLine },
        Reasons = one.Reasons.Select(Of),
        Kind = one.Kind.Word(),
        one.ProvenAt,
        one.ProvenBy,
        one.Coverage,
        one.Algorithms,
        one.Chain,
        Evidence = one.Evidence.Select(Of),
        TimeStamp = one.Stamp is null ? null : Of(one.Stamp),
    };

    private static object Of(StampReport one) => new
    {
        one.Time,
        one.Authority,
        Indication = one.Indication.Standard(),
        one.SubIndication,
        one.Chain,
        Evidence = one.Evidence.Select(Of),
        Reasons = one.Reasons.Select(Of),
    };

    private static object Of(RevocationReport one) => new
    {
        one.Certificate, one.CertificateSha256, one.Kind, Source = one.Source.Word(), one.ProducedAt, one.ThisUpdate, one.NextUpdate,
        Status = one.RevokedAt is null ? "good" : "revoked", one.RevokedAt,
    };

    private static object Of(Finding finding) =>
        new { finding.Code, Weight = finding.Weight.Standard(), finding.Text.Vietnamese, finding.Text.English };
}

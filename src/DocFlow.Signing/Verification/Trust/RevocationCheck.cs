using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>What is known about the revocation of a whole path.</summary>
internal sealed record RevocationFinding(RevocationState State, IReadOnlyList<Finding> Reasons, IReadOnlyList<RevocationReport> Evidence)
{
    /// <summary>Whether the file itself holds what clears every certificate (EN 319 142-1, level B-LT).</summary>
    public bool IsLasting { get; init; }

    /// <summary>Whether a document time-stamp covers that as well (level B-LTA).</summary>
    public bool IsArchived { get; init; }

    /// <summary>The certificates, each with its issuer, about which nothing is known that counts.</summary>
    public IReadOnlyList<(X509Certificate2 Certificate, X509Certificate2 Issuer)> Unknown { get; init; } = [];
}

/// <summary>
/// Revocation along a path, from the anchor down (EN 319 102-1 5.2.6.2 and, with proofs of existence, 5.6.2.2): the word of a key that was
/// itself revoked or had ended counts only if it is known to be older.
/// </summary>
internal sealed class RevocationCheck(EvidencePool evidence, DateTimeOffset at, Question question)
{
    private readonly List<Finding> _reasons = [];
    private readonly List<RevocationReport> _reports = [];
    private readonly List<(bool IsHeld, bool IsCovered)> _kept = [];
    private readonly List<(X509Certificate2 Certificate, X509Certificate2 Issuer)> _unknown = [];
    private RevocationState _worst = RevocationState.Good;

    private DateTimeOffset Moment => question.Proof?.Time ?? at;

    public RevocationFinding Of(CertificatePath path)
    {
        var until = DateTimeOffset.MaxValue; // up to when the issuer's word clears anybody
        for (var i = path.Certificates.Count - 2; i >= 0; i--)
        {
            var (certificate, issuer) = (path.Certificates[i], path.Certificates[i + 1]);
            var said = evidence.About(certificate, issuer).ToList();
            var counting = said.FindAll(one => one.RevokedAt is not null || (KnownAt(one) < until && IsWithin(one.SignedBy, KnownAt(one))));
            _reports.AddRange(counting.Select(one => RevocationReport.Of(certificate, one)));
            until = counting.Min(one => one.RevokedAt) ?? DateTimeOffset.MaxValue;
            var held = counting.FindAll(one => one.Source is EvidenceSource.Document or EvidenceSource.Signature
                && one.Clears(certificate, question.Proof?.Time ?? (question.Stamps ? question.Claimed : null) ?? at));
            _kept.Add((held.Count > 0, held.Exists(IsCovered)));
            if (!IsKnown(certificate, counting, said.Count > 0, isSigner: i == 0))
                _unknown.Add((certificate, issuer));
        }

        var isGood = _worst == RevocationState.Good;
        return new RevocationFinding(_worst, _reasons, _reports)
        {
            IsLasting = isGood && _kept.TrueForAll(one => one.IsHeld), IsArchived = isGood && _kept.TrueForAll(one => one.IsCovered),
            Unknown = _unknown,
        };
    }

    /// <summary>Whether something is published about this certificate (RFC 5280 4.2.1.13 and 4.2.2.1: CRL; OCSP).</summary>
    public static RevocationState Unasked(X509Certificate2 certificate) =>
        certificate.Extensions.Any(extension => extension.Oid?.Value is "2.5.29.31" or "1.3.6.1.5.5.7.1.1")
            ? RevocationState.Unknown
            : RevocationState.NonePublished;

    private bool IsKnown(X509Certificate2 certificate, List<Statement> said, bool wasAnythingSaid, bool isSigner)
    {
        var revoked = said.Min(one => one.RevokedAt);
        if (revoked > Moment)
            _reasons.Add(TrustReasons.RevokedLater(revoked.Value));
        else if (revoked is { } moment)
        {
            _reasons.Add(!isSigner ? TrustReasons.RevokedIssuer(certificate.Subject, moment)
                : question.Claimed >= moment ? TrustReasons.RevokedBefore(moment)
                : TrustReasons.RevokedSince(moment, question.Proof));
            _worst = RevocationState.Revoked;
            return true;
        }

        if (said.Exists(one => one.Clears(certificate, Moment) || one.RevokedAt > Moment))
            return true;
        var state = wasAnythingSaid ? RevocationState.Unknown : Unasked(certificate);
        _reasons.Add(wasAnythingSaid ? TrustReasons.ListOutdated : TrustReasons.NoList(state == RevocationState.NonePublished));
        if (_worst == RevocationState.Good)
            _worst = state;
        return false;
    }

    // what the file holds is as old as a proof says; anything else is known only now
    private DateTimeOffset KnownAt(Statement one) => one.Source switch
    {
        EvidenceSource.Document => question.Proofs.Where(proof => proof.Holds(one.Der)).Select(proof => proof.Time).Append(Now(one)).Min(),
        EvidenceSource.Signature => Moment,
        _ => Now(one),
    };

    private DateTimeOffset Now(Statement one) => one.ThisUpdate > at ? one.ThisUpdate : at;

    private bool IsCovered(Statement one) => one.Source switch
    {
        EvidenceSource.Document => question.Proofs.Any(proof => proof.Holds(one.Der)),
        EvidenceSource.Signature => question.Proof is not null,
        _ => false,
    };

    private static bool IsWithin(X509Certificate2 certificate, DateTimeOffset moment) =>
        certificate.NotBefore <= moment && moment <= certificate.NotAfter;
}

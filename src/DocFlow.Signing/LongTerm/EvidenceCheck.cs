using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;

namespace DocFlow.Signing.LongTerm;

/// <summary>
/// Whether what a responder or a list says of a certificate can be believed now; throws <see cref="CmsMalformed"/> if not.
/// </summary>
internal sealed class EvidenceCheck(TimeProvider time)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>What an OCSP answer says (RFC 6960 3.2); an answer without nonce may have been made in advance.</summary>
    public RevocationEvidence Answer(byte[] der, X509Certificate2 certificate, X509Certificate2 issuer, ReadOnlyMemory<byte>? nonce)
    {
        var answer = OcspAnswer.Read(der);
        if (answer.Nonce is { } given && (nonce is null || !given.Span.SequenceEqual(nonce.Value.Span)))
            throw new CmsMalformed("It answered another question (wrong nonce).");
        if (answer.Responder(issuer) is not { } responder)
            throw new CmsMalformed("It is not signed by the issuer or by whom the issuer allowed to.");
        if (answer.About(certificate, issuer) is not { Status: not OcspStatus.Unknown } statement)
            throw new CmsMalformed("It says nothing about the certificate.");
        var until = statement.NextUpdate ?? statement.ThisUpdate + ClockSkew;
        if (!IsCurrent(statement.ThisUpdate, until))
            throw new CmsMalformed("It is out of date.");
        return new RevocationEvidence
        {
            OcspAnswer = der, Responder = ReferenceEquals(responder, issuer) ? null : responder,
            RevokedAt = statement.RevokedAt, ThisUpdate = statement.ThisUpdate, NextUpdate = until,
        };
    }

    /// <summary>What a revocation list says (RFC 5280 6.3.3).</summary>
    public RevocationEvidence List(byte[] bytes, X509Certificate2 certificate, X509Certificate2 issuer)
    {
        if (RevocationList.Read(bytes) is not { } list)
            throw new CmsMalformed("It is not a revocation list that can be used.");
        if (!list.IsOf(issuer))
            throw new CmsMalformed("The list is not the issuer's.");
        if (list.NextUpdate is not { } until || !IsCurrent(list.ThisUpdate, until))
            throw new CmsMalformed("The list is out of date.");
        return new RevocationEvidence
        {
            RevocationList = list.Encoded.ToArray(), RevokedAt = list.RevokedAt(certificate),
            ThisUpdate = list.ThisUpdate, NextUpdate = until,
        };
    }

    private bool IsCurrent(DateTimeOffset from, DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        return from <= now + ClockSkew && now <= until;
    }
}

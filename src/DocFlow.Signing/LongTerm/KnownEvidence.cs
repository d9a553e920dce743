using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;

namespace DocFlow.Signing.LongTerm;

/// <summary>The evidence that a file already holds, read once.</summary>
internal sealed class KnownEvidence(SecurityStore store)
{
    private readonly List<(byte[] Der, OcspAnswer Answer)> _answers = [.. store.OcspAnswers.Select(Read).OfType<(byte[], OcspAnswer)>()];
    private readonly List<RevocationList> _lists = [.. store.RevocationLists.Select(RevocationList.Read).OfType<RevocationList>()];

    /// <summary>What was said of a certificate and was still good, or said later, at that moment; null when nothing was.</summary>
    public RevocationEvidence? Find(X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset after)
    {
        foreach (var (der, answer) in _answers)
            if (answer.About(certificate, issuer) is { Status: not OcspStatus.Unknown } said
                && (said.NextUpdate ?? said.ThisUpdate) >= after && answer.Responder(issuer) is { } responder)
                return new RevocationEvidence
                {
                    OcspAnswer = der, Responder = ReferenceEquals(responder, issuer) ? null : responder, RevokedAt = said.RevokedAt,
                    ThisUpdate = said.ThisUpdate, NextUpdate = said.NextUpdate ?? said.ThisUpdate,
                };
        foreach (var list in _lists)
            if ((list.NextUpdate ?? list.ThisUpdate) >= after && list.IsOf(issuer))
                return new RevocationEvidence
                {
                    RevocationList = list.Encoded.ToArray(), RevokedAt = list.RevokedAt(certificate),
                    ThisUpdate = list.ThisUpdate, NextUpdate = list.NextUpdate ?? list.ThisUpdate,
                };
        return null;
    }

    private static (byte[], OcspAnswer)? Read(byte[] der)
    {
        try
        {
            return (der, OcspAnswer.Read(der));
        }
        catch (CmsMalformed)
        {
            return null;
        }
    }
}

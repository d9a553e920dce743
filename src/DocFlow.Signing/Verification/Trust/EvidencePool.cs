using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;

namespace DocFlow.Signing.Verification.Trust;

/// <summary>All revocation evidence there is for one file: of the policy, of its document security store, inside its signatures.</summary>
internal sealed class EvidencePool
{
    private readonly TrustMemory _memory;
    private readonly CheckedSignatures _signatures = new();
    private readonly List<(RevocationList List, byte[] Der, EvidenceSource Source)> _lists = [];
    private readonly List<(OcspAnswer Answer, byte[] Der, EvidenceSource Source)> _answers = [];
    private readonly List<X509Certificate2> _certificates = [];

    public EvidencePool(TrustMemory memory)
    {
        _memory = memory;
        _lists.AddRange(memory.Lists.Select(list => (list, Array.Empty<byte>(), EvidenceSource.Policy)));
    }

    /// <summary>Certificates that may lie on a path.</summary>
    public IReadOnlyList<X509Certificate2> Certificates => _certificates;

    /// <summary>Adds what can be read; what cannot proves nothing.</summary>
    public void Add(IEnumerable<byte[]> lists, IEnumerable<byte[]> answers, EvidenceSource source)
    {
        foreach (var der in lists)
            if (RevocationList.Read(der) is { } list)
                _lists.Add((list, der, source));
        foreach (var der in answers)
            if (Read(() => OcspAnswer.Read(der, _memory.Shelf)) is { } answer)
                _answers.Add((answer, der, source));
    }

    /// <summary>Adds certificates that can be read.</summary>
    public void Add(IEnumerable<byte[]> certificates) =>
        _certificates.AddRange(certificates.Select(der => Read(() => _memory.Shelf.Take(der))).OfType<X509Certificate2>());

    /// <summary>What is said of a certificate by its issuer, or by whom the issuer named for that.</summary>
    public IEnumerable<Statement> About(X509Certificate2 certificate, X509Certificate2 issuer) =>
        [.. Lists(certificate, issuer), .. Answers(certificate, issuer)];

    private IEnumerable<Statement> Lists(X509Certificate2 certificate, X509Certificate2 issuer) => _lists
        .Where(one => Checked(one.Source).Once(one.List, issuer, () => one.List.IsOf(issuer)))
        .Select(one => new Statement
        {
            Kind = "CRL", Source = one.Source, Der = one.Der, SignedBy = issuer, RevokedAt = one.List.RevokedAt(certificate),
            ProducedAt = one.List.ThisUpdate, ThisUpdate = one.List.ThisUpdate, NextUpdate = one.List.NextUpdate,
        });

    private IEnumerable<Statement> Answers(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        foreach (var (answer, der, source) in _answers)
        {
            if (answer.About(certificate, issuer) is not { Status: not OcspStatus.Unknown } said
                || _signatures.Once(answer, issuer, () => answer.Responder(issuer)) is not { } responder
                || !MaySpeak(responder, issuer, answer.ProducedAt))
                continue;
            yield return new Statement
            {
                Kind = "OCSP", Source = source, Der = der, SignedBy = responder, ProducedAt = answer.ProducedAt,
                RevokedAt = said.Status == OcspStatus.Revoked ? said.RevokedAt ?? said.ThisUpdate : null,
                ThisUpdate = said.ThisUpdate, NextUpdate = said.NextUpdate,
            };
        }
    }

    // a delegate is believed without further questions when the issuer says so, otherwise by the issuer's lists
    private bool MaySpeak(X509Certificate2 responder, X509Certificate2 issuer, DateTimeOffset at) =>
        responder.RawDataMemory.Span.SequenceEqual(issuer.RawDataMemory.Span)
        || responder.Extensions.Any(extension => extension.Oid?.Value == Oids.OcspNoCheck)
        || (Lists(responder, issuer).ToList() is { Count: > 0 } said && said.TrueForAll(one => one.RevokedAt is null)
            && said.Exists(one => one.Clears(responder, at)));

    private CheckedSignatures Checked(EvidenceSource source) => source == EvidenceSource.Policy ? _memory.Signatures : _signatures;

    private static T? Read<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is CmsMalformed or CryptographicException)
        {
            return null;
        }
    }
}

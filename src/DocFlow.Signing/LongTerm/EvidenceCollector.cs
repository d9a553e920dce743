using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;

namespace DocFlow.Signing.LongTerm;

/// <summary>
/// Gathers what it takes to judge certificates long after (EN 319 142-1 6.3, level B-LT): their paths, and for each certificate but the
/// anchor a word on whether it is revoked. All of it, or a refusal.
/// </summary>
internal sealed class EvidenceCollector(LongTermServices services, SignatureInventory inventory)
{
    private readonly IssuerPaths _paths = new(
        services.Anchors, [.. inventory.Certificates, .. services.Certificates, .. Stored(inventory.Store)]);

    private readonly KnownEvidence _known = new(inventory.Store);

    /// <summary>Whether the file itself holds all that these claims need.</summary>
    public bool IsComplete(IEnumerable<CertificateClaim> claims)
    {
        var held = inventory.Store.Certificates.Select(Convert.ToHexString).ToHashSet();
        return claims.All(claim => _paths.Find(claim.Certificate) is { } path
            && path.All(one => held.Contains(Convert.ToHexString(one.RawData)))
            && path.Zip(path.Skip(1)).All(step => _known.Find(step.First, step.Second, claim.After) is not null));
    }

    /// <summary>The evidence for these claims by signature.</summary>
    public async Task<SigningOutcome<Dictionary<string, SecurityStoreEntry>>> Collect(
        IEnumerable<CertificateClaim> claims, CancellationToken stop)
    {
        var found = new Dictionary<string, Gathered>();
        foreach (var claim in claims)
        {
            if (!found.TryGetValue(claim.Key, out var gathered))
                found[claim.Key] = gathered = new Gathered();
            if (await Gather(claim, gathered, stop) is { } refusal)
                return refusal;
        }

        return found.ToDictionary(one => one.Key, one => one.Value.Entry);
    }

    private async Task<SigningRefusal?> Gather(CertificateClaim claim, Gathered gathered, CancellationToken stop)
    {
        if (await _paths.Find(claim.Certificate, services.Revocation, stop) is not { } path)
            return new SigningRefusal(
                "chain.untrusted", $"Chuỗi chứng thư của {claim.Certificate.Subject} không dẫn đến tổ chức được tin cậy.",
                $"The certificates above {claim.Certificate.Subject} do not lead to an authority that is trusted here.");

        foreach (var one in path)
            gathered.Add(one);
        foreach (var (below, issuer) in path.Zip(path.Skip(1)))
        {
            if (await Gather(below, issuer, (claim.After, gathered), stop) is { } refusal)
                return refusal;
        }

        return null;
    }

    private async Task<SigningRefusal?> Gather(
        X509Certificate2 certificate, X509Certificate2 issuer, (DateTimeOffset After, Gathered Into) run, CancellationToken stop)
    {
        if (!run.Into.Asked.Add(certificate.Thumbprint))
            return null;
        var evidence = _known.Find(certificate, issuer, run.After);
        if (evidence is null)
        {
            var outcome = await services.Revocation.Find(certificate, issuer, run.After, stop);
            if (outcome.Refusal is { } refusal)
                return refusal;
            evidence = outcome.Answer;
        }

        run.Into.Add(evidence);
        if (evidence.Responder is not { } responder)
            return null;
        run.Into.Add(responder);
        // RFC 6960 4.2.2.2.1: the issuer may have said that nobody needs to ask about its responder
        return responder.Extensions.Any(one => one.Oid?.Value == Oids.OcspNoCheck) ? null : await Gather(responder, issuer, run, stop);
    }

    private static IEnumerable<X509Certificate2> Stored(SecurityStore store)
    {
        var shelf = new CertificateShelf();
        foreach (var der in store.Certificates)
        {
            X509Certificate2 certificate;
            try
            {
                certificate = shelf.Take(der);
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                continue; // not ours to mend; it proves nothing
            }

            yield return certificate;
        }
    }

    private sealed class Gathered
    {
        private readonly OrderedDictionary<string, byte[]> _certificates = [];
        private readonly List<byte[]> _answers = [];
        private readonly List<byte[]> _lists = [];

        public HashSet<string> Asked { get; } = [];

        public SecurityStoreEntry Entry => new([.. _certificates.Values], _answers, _lists);

        public void Add(X509Certificate2 certificate) => _certificates.TryAdd(certificate.Thumbprint, certificate.RawData);

        public void Add(RevocationEvidence evidence)
        {
            if (evidence.OcspAnswer is { } answer && !_answers.Exists(answer.SequenceEqual))
                _answers.Add(answer);
            if (evidence.RevocationList is { } list && !_lists.Exists(list.SequenceEqual))
                _lists.Add(list);
        }
    }
}

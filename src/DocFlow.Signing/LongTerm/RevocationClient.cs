using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.LongTerm;

/// <summary>
/// Finds out whether certificates are revoked where they say that one can ask: OCSP first (RFC 6960), then revocation lists (RFC 5280).
/// Nothing is used that is not signed by the right party, about the right certificate, and current. Answers are kept until their next
/// update. One for the life of the process; for many threads.
/// </summary>
/// <param name="http">See <see cref="ServiceHttp"/>.</param>
/// <param name="limits">How each service is asked.</param>
/// <param name="time">The clock.</param>
public sealed class RevocationClient(HttpClient http, ServiceLimits limits, TimeProvider time)
{
    private const int MostLines = 1_000;
    private const int MostAnswerBytes = 256 << 10;

    private readonly ConcurrentDictionary<Uri, ServiceLine> _lines = new();
    private readonly EvidenceCache _cache = new(time);
    private readonly EvidenceCheck _check = new(time);

    /// <summary>Revocation lists at hand, DER or PEM: used before any is fetched.</summary>
    public IReadOnlyList<byte[]> Lists { get; init; } = [];

    /// <summary>
    /// What is known of a certificate of this issuer; where possible it was said after <paramref name="after"/>. Refused with
    /// evidence.unreachable, evidence.timed-out, evidence.refused, evidence.rate-limited or evidence.untrusted after the first service's
    /// trouble, all of them told, or evidence.none-published.
    /// </summary>
    public async Task<SigningOutcome<RevocationEvidence>> Find(
        X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset after, CancellationToken stop)
    {
        if ((_cache.Find(certificate, issuer, after) ?? AtHand(certificate, issuer)) is { } known)
            return known;

        var troubles = new List<ServiceTrouble>();
        var found = await Ocsp(certificate, issuer, troubles, stop) ?? await Crl(certificate, issuer, troubles, stop);
        if (found is not null)
            return _cache.Keep(certificate, issuer, found);
        return troubles.Count > 0 ? ServiceTrouble.NoEvidence(troubles, certificate.Subject) : new SigningRefusal(
            "evidence.none-published", $"Chứng thư {certificate.Subject} không nêu nơi công bố thông tin thu hồi.",
            $"The certificate {certificate.Subject} names no place to ask whether it is revoked.");
    }

    /// <summary>The issuer of a certificate from where the certificate says it lies; null when it cannot be had there.</summary>
    public async Task<X509Certificate2?> Issuer(X509Certificate2 certificate, CancellationToken stop)
    {
        foreach (var place in EvidencePlaces.Issuers(certificate))
        {
            var reply = await Line(place).Ask(new ServiceQuestion(null, "", MostAnswerBytes), stop);
            if (reply.Bytes is { } bytes && ReadCertificate(bytes) is { } issuer && CertificateSignature.IsIssuedBy(certificate, issuer))
                return issuer;
        }

        return null;
    }

    private RevocationEvidence? AtHand(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        foreach (var list in Lists)
            if (Believed(() => _check.List(list, certificate, issuer), out _) is { } evidence)
                return evidence;
        return null;
    }

    private async Task<RevocationEvidence?> Ocsp(
        X509Certificate2 certificate, X509Certificate2 issuer, List<ServiceTrouble> troubles, CancellationToken stop)
    {
        foreach (var place in EvidencePlaces.Responders(certificate))
        {
            var nonce = OcspRequest.NewNonce();
            var request = OcspRequest.About(certificate, issuer) with { Nonce = nonce };
            var question = new ServiceQuestion(request.Encode(), "application/ocsp-request", MostAnswerBytes);
            if (await Ask(place, question, bytes => _check.Answer(bytes, certificate, issuer, nonce), (troubles, stop)) is { } evidence)
                return evidence;
        }

        return null;
    }

    private async Task<RevocationEvidence?> Crl(
        X509Certificate2 certificate, X509Certificate2 issuer, List<ServiceTrouble> troubles, CancellationToken stop)
    {
        var question = new ServiceQuestion(null, "", SecurityStore.MostBytes);
        foreach (var place in EvidencePlaces.Lists(certificate))
            if (await Ask(place, question, bytes => _check.List(bytes, certificate, issuer), (troubles, stop)) is { } evidence)
                return evidence;
        return null;
    }

    private async Task<RevocationEvidence?> Ask(
        Uri place, ServiceQuestion question, Func<byte[], RevocationEvidence> read,
        (List<ServiceTrouble> Troubles, CancellationToken Stop) run)
    {
        var reply = await Line(place).Ask(question, run.Stop);
        var fault = "";
        if (reply.Bytes is { } bytes && Believed(() => read(bytes), out fault) is { } evidence)
            return evidence;
        run.Troubles.Add(reply.Trouble ?? (OcspAnswer.RefusalIn(reply.Bytes!) is { } refused
            ? new ServiceTrouble(place, ServiceTroubleKind.Refused, $"từ chối ({refused})", $"refused ({refused})")
            : new ServiceTrouble(place, ServiceTroubleKind.Untrusted, "trả lời không tin được", $"cannot be believed: {fault}")));
        return null;
    }

    private static RevocationEvidence? Believed(Func<RevocationEvidence> read, out string fault)
    {
        try
        {
            fault = "";
            return read();
        }
        catch (CmsMalformed unusable)
        {
            fault = unusable.Message;
            return null;
        }
    }

    private static X509Certificate2? ReadCertificate(byte[] bytes)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(bytes);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private ServiceLine Line(Uri place)
    {
        if (_lines.Count >= MostLines)
            _lines.Clear();
        return _lines.GetOrAdd(place, one => new ServiceLine(one, http, limits, time));
    }
}

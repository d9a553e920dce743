using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;
using DocFlow.Signing.Verification.Integrity;

namespace DocFlow.Signing.LongTerm;

/// <summary>The signatures of a file, its time-stamps and its evidence, before anybody is asked anything.</summary>
internal sealed class SignatureInventory
{
    private readonly List<HeldSignature> _held;
    private readonly long _lastVersion;

    private SignatureInventory(PdfDocument document, List<HeldSignature> held)
    {
        _held = [.. held.OrderBy(one => one.End)];
        _lastVersion = document.Revisions.Count > 1 ? document.Revisions[^2].End : 0;
        Store = SecurityStore.Read(document);
    }

    /// <summary>The evidence in the file.</summary>
    public SecurityStore Store { get; }

    /// <summary>Every certificate in the file.</summary>
    public IEnumerable<X509Certificate2> Certificates => _held.SelectMany(one => one.Certificates);

    /// <summary>Whether a time-stamp proves each signature.</summary>
    public bool IsProven => _held.TrueForAll(one => ProvenAt(one) is not null);

    /// <summary>Whether a document time-stamp covers the newest version.</summary>
    public bool EndsWithStamp => _held[^1] is { IsStamp: true } last && last.End > _lastVersion;

    /// <summary>Reads a signed file whose signatures are whole; anything else is refused.</summary>
    public static SigningOutcome<SignatureInventory> Read(PdfDocument document)
    {
        var fields = SignedField.All(document, RangePlaces.Find(document.Source));
        var findings = new IntegrityCheck(document, document.Source, new CertificateShelf()).Of(fields);
        if (fields.Count == 0)
            return new SigningRefusal("level.unsigned", "Tệp chưa có chữ ký số nào.", "The file carries no signature.");
        var held = findings.Zip(fields, (finding, field) => Held(document, finding, field)).OfType<HeldSignature>().ToList();
        return held.Count == fields.Count
            ? new SignatureInventory(document, held)
            : new SigningRefusal(
                "level.broken", "Tệp có chữ ký không còn nguyên vẹn hoặc không kiểm tra được nên không nâng mức.",
                "A signature of the file is not intact or cannot be checked; such a file is not raised.");
    }

    /// <summary>
    /// On whose certificates the signatures and time-stamps rest; without the last document time-stamp, which nothing newer covers, unless
    /// <paramref name="withLast"/>.
    /// </summary>
    public IEnumerable<CertificateClaim> Claims(bool withLast)
    {
        foreach (var one in withLast || !EndsWithStamp ? _held : _held[..^1])
        {
            if (one.Cms?.Signer is { } signer)
                yield return new CertificateClaim(one.Key, signer, ProvenAt(one) ?? DateTimeOffset.MinValue);
            if (one.Token is { Signer: { } stamper } token)
                yield return new CertificateClaim(one.Key, stamper, token.Time);
        }
    }

    private DateTimeOffset? ProvenAt(HeldSignature one) =>
        one.Token?.Time ?? _held.Find(later => later.IsStamp && later.End > one.End)?.Token!.Time;

    private static HeldSignature? Held(PdfDocument document, IntegrityFinding finding, SignedField field)
    {
        if (finding.State != IntegrityState.Intact || finding.Coverage is not { } coverage
            || document.Resolve(field.Signature["Contents"]) is not PdfString contents)
            return null;
        var token = finding.Token ?? (finding.Cms is { } cms ? HeldSignature.OwnStamp(cms) : null);
        return new HeldSignature(SecurityStore.KeyOf(contents.Bytes), coverage.End, finding.Cms, token);
    }
}

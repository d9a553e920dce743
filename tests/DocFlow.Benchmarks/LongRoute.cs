using DocFlow.Signing.Authority;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification;

namespace DocFlow.Benchmarks;

/// <summary>A large letter that many people have signed, each with a key and picture of their own.</summary>
public sealed class LongRoute : IDisposable
{
    private readonly SignedLetter _letter;

    public LongRoute(int signers, int size)
    {
        _letter = new SignedLetter(size);
        var names = Enumerable.Range(1, signers).Select(i => $"Signer{i}").ToList();
        Signed = SignedLetter.Made(output => FieldLayer.Lay(new MemoryStream(_letter.Letter), Plan(names), output));
        foreach (var name in names)
            Signed = Next(name);
    }

    public byte[] Signed { get; }

    public TrustPolicy Policy => _letter.Policy;

    public void Dispose() => _letter.Dispose();

    private byte[] Next(string name)
    {
        using var key = _letter.Key(CertificateSubject.Person(name, "Văn phòng"));
        return SignedLetter.Made(output => SignedLetter.Sign(Signed, name, SignedLetter.Picture(name.Length), key, output));
    }

    private static FieldPlan Plan(List<string> names) => new(
        [.. names.Select((name, i) => new PlannedField(name, FieldKind.Signature, 1, new PdfBox(60, 50 + 12 * i, 210, 110 + 12 * i)))]);
}

using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text.Json;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Signatures;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Signatures;

public sealed class PdfSignerTests
{
    private static readonly byte[] Laid = SampleLetter.Laid(SampleLetter.Draft());
    private static readonly byte[] Once = SampleLetter.Signed(Laid, "Initial1");
    private static readonly byte[] Sealed = SampleLetter.Signed(SampleLetter.Filled(SampleLetter.Signed(Once, "Signer1")), "Seal");

    [Test]
    public void The_first_signature_certifies_and_permits_filling_and_signing()
    {
        var document = Open(Once);

        var certification = document.Dictionary(document.Dictionary(document.Catalog["Perms"])!["DocMDP"])!;

        Assert.That(Transform(document, certification), Is.EqualTo("DocMDP P=2"));
    }

    [Test]
    public void A_later_signature_only_approves()
    {
        var document = Open(SampleLetter.Signed(Once, "Signer1"));

        var approval = document.Dictionary(Field(document, "Signer1").Dictionary["V"])!;

        Assert.That(approval["Reference"], Is.Null);
    }

    [Test]
    public void The_seal_locks_every_field()
    {
        var document = Open(Sealed);

        var seal = document.Dictionary(Field(document, "Seal").Dictionary["V"])!;

        Assert.That(Transform(document, seal), Is.EqualTo("FieldMDP All"));
    }

    [Test]
    public void A_certification_that_is_not_the_first_signature_is_refused()
    {
        var request = SampleLetter.Request("Signer1") with { Certify = 2 };
        using var key = TestAuthority.Person("Trần Văn Bình");

        var outcome = PdfSigner.Sign(SampleLetter.Reading(Once), request, key, Stream.Null);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("certification.not-first"));
    }

    [TestCase("Initial1", "field.signed")]
    [TestCase("Signer9", "field.missing")]
    [TestCase("Number", "field.missing")]
    public void A_field_that_cannot_take_a_signature_is_refused(string field, string code)
    {
        var outcome = SampleLetter.Sign(Once, field);

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(code));
    }

    [Test]
    public void Nothing_is_signed_after_the_seal()
    {
        var sealedEarly = SampleLetter.Signed(Once, "Seal");

        var outcome = SampleLetter.Sign(sealedEarly, "Signer1");

        Assert.That(outcome.Refusal?.Code, Is.EqualTo("field.locked"));
    }

    [TestCase(KeyKind.EcP256)]
    [TestCase(KeyKind.Rsa3072)]
    public void The_signature_fits_the_bytes_it_covers_and_no_others(KeyKind kind)
    {
        using var key = TestAuthority.Person("Lê Thị Hoa", kind);
        var signed = SampleLetter.Signed(Laid, "Signer1", key);

        var (covered, cms) = Parts(signed);

        Assert.That(() => Check(covered, cms), Throws.Nothing);
        covered[100] ^= 1;
        Assert.That(() => Check(covered, cms), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void The_old_bytes_stay_as_they_are()
    {
        Assert.That(Sealed.AsSpan(0, Once.Length).SequenceEqual(Once), Is.True);
        Assert.That(Once.AsSpan(0, Laid.Length).SequenceEqual(Laid), Is.True);
    }

    [Test]
    public void A_preparation_survives_the_way_to_a_key_in_another_building()
    {
        using var key = TestAuthority.Person("Phạm Minh");
        var prepared = Prepared(key);
        var returned = JsonSerializer.Deserialize<PreparedSignature>(JsonSerializer.Serialize(prepared))!;
        using var output = new MemoryStream();

        var placed = PdfSigner.Place(SampleLetter.Reading(Laid), returned, Value(key, returned), output);

        Assert.That(placed.Refusal, Is.Null);
        Assert.That(Field(Open(output.ToArray()), "Signer1").IsSigned, Is.True);
    }

    [Test]
    public void A_signature_by_another_key_is_not_placed()
    {
        using var key = TestAuthority.Person("Phạm Minh");
        using var other = TestAuthority.Person("Kẻ Khác");
        var prepared = Prepared(key);
        using var output = new MemoryStream();

        var placed = PdfSigner.Place(SampleLetter.Reading(Laid), prepared, Value(other, prepared), output);

        Assert.That(placed.Refusal?.Code, Is.EqualTo("signature.wrong"));
        Assert.That(output.Length, Is.Zero);
    }

    [Test]
    public void A_signature_is_not_placed_on_another_file()
    {
        using var key = TestAuthority.Person("Phạm Minh");
        var prepared = Prepared(key);
        var changed = (byte[])Laid.Clone();
        changed[10] ^= 1;

        var placed = PdfSigner.Place(SampleLetter.Reading(changed), prepared, Value(key, prepared), Stream.Null);

        Assert.That(placed.Refusal?.Code, Is.EqualTo("pdf.changed"));
    }

    private static PreparedSignature Prepared(IKeyHolder key) =>
        PdfSigner.Prepare(SampleLetter.Reading(Laid), SampleLetter.Request("Signer1"), key.Certificate, key.Chain).Answer;

    private static byte[] Value(IKeyHolder key, PreparedSignature prepared) =>
        key.SignDigest(prepared.ToBeSigned, new(prepared.Hash), RSASignaturePadding.Pkcs1);

    private static PdfDocument Open(byte[] pdf) => PdfDocument.Open(SampleLetter.Reading(pdf));

    private static FormField Field(PdfDocument document, string name) => FormFields.Read(document).Single(f => f.Name == name);

    private static string Transform(PdfDocument document, PdfDictionary signature)
    {
        var reference = document.Dictionary(document.Array(signature["Reference"])!.Single())!;
        var parameters = document.Dictionary(reference["TransformParams"])!;
        var detail = parameters["P"] is { } level ? $"P={level.AsInteger}" : parameters["Action"]?.AsName;
        return $"{reference["TransformMethod"]!.AsName} {detail}";
    }

    private static (byte[] Covered, byte[] Cms) Parts(byte[] pdf)
    {
        var document = Open(pdf);
        var signature = document.Dictionary(FormFields.Read(document).Last(f => f.IsSigned).Dictionary["V"])!;
        var range = document.Array(signature["ByteRange"])!.Select(n => (int)n.AsInteger!).ToArray();
        return ([.. pdf[..range[1]], .. pdf[range[2]..]], ((PdfString)signature["Contents"]!).Bytes);
    }

    private static void Check(byte[] covered, byte[] cms)
    {
        var signed = new SignedCms(new ContentInfo(covered), detached: true);
        signed.Decode(cms);
        signed.CheckSignature(verifySignatureOnly: true);
    }
}

using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Identity.People;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;

namespace DocFlow.Tests.Dispatch.Issuing;

/// <summary>A one-page letter as Workflow leaves it: composed, fields laid, signed.</summary>
internal sealed class LetterOnPaper(TestInstallation office, KeySafe safe)
{
    public static byte[] Picture(bool seal) => seal ? SamplePictures.Seal() : SamplePictures.Signature(1);

    public async Task<string> Lay()
    {
        using var written = new MemoryStream();
        LetterComposer.Write(new Letter
        {
            Agency = "Văn phòng Chính phủ",
            Notation = "VPCP-TTĐT",
            Place = "Hà Nội",
            Year = 2026,
            Subject = "V/v triển khai văn bản điện tử",
            Paragraphs = [$"Thư số {Guid.NewGuid()}."],
            Signers = [new SignerBlock(["KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"], "Nguyễn Văn Ký")],
        }, written);
        return (await office.Content.Put(file =>
        {
            _ = FieldLayer.Lay(written, new LayoutRequest([], ["Signer1"], PrintedMarks.Blanks), file).Answer;
            return Task.CompletedTask;
        })).Sha256;
    }

    public async Task<string> Sign(string sha256, Guid leader)
    {
        var (actor, enrolled) = await office.Database.Read(
            async session => (await Person.Find(session, leader), await SigningKey.OfPerson(session, leader)));
        var way = new KeyLock<Pkcs12Key>(
            (file, pin) => Pkcs12Key.Open(file, pin).Key as Pkcs12Key, (opened, secret) => new ClosedKey(opened, secret).Open);
        using var key = (await safe.Open(enrolled!.Id, actor!, "246810", way)).Answer.Key;
        await using var laid = await office.Content.Open(sha256);
        return (await office.Content.Put(file =>
        {
            var request = new SignatureRequest("Signer1", office.Clock.Now) { Picture = Picture(seal: false) };
            _ = PdfSigner.Sign(laid, request, key, file).Answer;
            return Task.CompletedTask;
        })).Sha256;
    }

    /// <summary>The same file with one byte of its first part flipped.</summary>
    public async Task<string> Flip(string sha256)
    {
        await using var good = await office.Content.Open(sha256);
        var bytes = new byte[good.Length];
        await good.ReadExactlyAsync(bytes);
        bytes[bytes.AsSpan().IndexOf("/MediaBox"u8) + 12] ^= 1;
        return (await office.Content.Put(new MemoryStream(bytes), bytes.Length)).Answer.Sha256;
    }

    public async Task<VerificationReport> Verify(string sha256)
    {
        await using var file = await office.Content.Open(sha256);
        return PdfVerifier.Verify(file, TrustPolicy.Of([], [], office.Clock));
    }

    /// <summary>What stands in the form fields of number and date.</summary>
    public async Task<string> Marks(string sha256)
    {
        await using var file = await office.Content.Open(sha256);
        var document = DocFlow.Signing.Pdf.PdfDocument.Open(file);
        var texts = FormFields.Read(document).Where(field => field.Kind is FieldKind.Number or FieldKind.Day or FieldKind.Month);
        return string.Join('/', texts.OrderBy(field => field.Kind).Select(field => document.Resolve(field.Dictionary["V"]).AsText));
    }
}

using DocFlow.Signing;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Fields;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Signatures;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Verification;

/// <summary>A letter taken through all of our own signing: composed, fields laid, initialled, signed, numbered, sealed.</summary>
public static class IssuedLetter
{
    private static readonly Lazy<byte[]> Signed = new(() => Sign(Sign(Drafted(), "Initial1", 1), "Signer1", 2));
    private static readonly Lazy<byte[]> Issued = new(() => Seal(Fill(Signed.Value)));

    /// <summary>With everything on it.</summary>
    public static byte[] Complete => (byte[])Issued.Value.Clone();

    /// <summary>Signed by people, without number and seal.</summary>
    public static byte[] WithoutSeal => (byte[])Signed.Value.Clone();

    /// <summary>With its fields laid, and nobody's signature.</summary>
    public static byte[] Drafted()
    {
        var letter = new Letter
        {
            Agency = "SỞ TÀI CHÍNH", Notation = "STC-VP", Place = "Hà Nội", Year = 2026,
                Subject = "V/v thử nghiệm phát hành văn bản điện tử",
            Paragraphs = [.. Enumerable.Range(1, 30).Select(i =>
                $"{i}. Thực hiện chỉ đạo về chuyển đổi số, đề nghị các đơn vị bảo mật thông tin.")],
            Signers = [new SignerBlock(["GIÁM ĐỐC"], "Trần Thị Bình")], Recipients = ["- Như trên;", "- Lưu: VT."],
        };
        var composed = Written(output => LetterComposer.Write(letter, output));
        var plan = Decree30Layout.Plan(PdfSurgery.Open(composed), new LayoutRequest(["Initial1"], ["Signer1"], letter.Printed));
        return Written(output => FieldLayer.Lay(new MemoryStream(composed), plan, output));
    }

    public static byte[] Fill(byte[] pdf) => Written(output =>
        FieldFiller.Fill(new MemoryStream(pdf), new IssueMarks(123, "STC-VP", "Hà Nội", new DateOnly(2026, 11, 22)), output));

    public static byte[] Seal(byte[] pdf, IKeyHolder? key = null) =>
        Sign(pdf, Decree30Layout.Seal, SamplePictures.Seal(), key ?? TestAuthority.Seal());

    public static byte[] Sign(byte[] pdf, string field, int hand, IKeyHolder? key = null) =>
        Sign(pdf, field, SamplePictures.Signature(hand), key ?? TestAuthority.Person("Trần Thị Bình"));

    private static byte[] Sign(byte[] pdf, string field, byte[] picture, IKeyHolder key)
    {
        var request = new SignatureRequest(field, TimeProvider.System.GetLocalNow()) { Picture = picture };
        return Written(output => PdfSigner.Sign(new MemoryStream(pdf), request, key, output));
    }

    private static byte[] Written<T>(Func<Stream, SigningOutcome<T>> write)
    {
        using var output = new MemoryStream();
        var outcome = write(output);
        Assert.That(outcome.Refusal, Is.Null);
        return output.ToArray();
    }
}

using DocFlow.Signing.Inspection;
using DocFlow.Tests.Signing.Verification;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Inspection;

public sealed class SecrecyMarkTests
{
    [TestCase("MẬT", SecrecyMark.Mat)]
    [TestCase("M Ậ T", SecrecyMark.Mat)]
    [TestCase("Mật", SecrecyMark.Mat)]
    [TestCase("[ TỐI MẬT ]", SecrecyMark.ToiMat)]
    [TestCase("tuyệt  mật", SecrecyMark.TuyetMat)]
    [TestCase("TUYET MAT", SecrecyMark.TuyetMat)]
    [TestCase("Độ mật: Tối mật", SecrecyMark.ToiMat)]
    public void A_line_that_is_a_mark_is_one_however_it_is_written(string line, SecrecyMark mark)
    {
        var found = SecrecyOf(line);

        Assert.That(found, Is.EqualTo(mark));
    }

    [TestCase("về việc bảo mật thông tin")]
    [TestCase("Mật độ dân số")]
    [TestCase("BẢO MẬT")]
    [TestCase("Ong lấy mật.")]
    [TestCase("MẬT KHẨU")]
    public void A_word_in_a_sentence_is_none(string line)
    {
        var found = SecrecyOf(line);

        Assert.That(found, Is.Null);
    }

    [Test]
    public void The_gravest_of_several_counts()
    {
        var found = SecrecyOf("MẬT", "Nơi nhận:", "TỐI MẬT");

        Assert.That(found, Is.EqualTo(SecrecyMark.ToiMat));
    }

    [Test]
    public void A_mark_beside_another_column_is_a_line_of_its_own()
    {
        var page = ToUnicodePage("1 0 0 1 72 700 Tm <" + Codes("MẬT") + "> Tj 1 0 0 1 350 700 Tm <" + Codes("CỘNG HÒA") + "> Tj");

        var report = Inspect(page);

        Assert.That(report.FirstPage, Is.EqualTo(new[] { "MẬT", "CỘNG HÒA" }));
        Assert.That(report.Secrecy, Is.EqualTo(SecrecyMark.Mat));
    }

    [Test]
    public void Glyphs_named_by_their_accents_are_read()
    {
        var font = "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[1/M/Acircumflexdotbelow/T]>>>>";

        var content = PdfSurgery.Stream("BT /F1 12 Tf 72 700 Td <010203> Tj ET");
        var report = Inspect(PdfSurgery.Append(HandSigned.Letter(), (8, font), (HandSigned.Content, content)));

        Assert.That(report.Secrecy, Is.EqualTo(SecrecyMark.Mat));
    }

    private static SecrecyMark? SecrecyOf(params string[] lines)
    {
        var shown = lines.Select((line, i) => $"1 0 0 1 72 {700 - i * 20} Tm <{Codes(line)}> Tj");
        return Inspect(ToUnicodePage(string.Join(' ', shown))).Secrecy;
    }

    private static InspectionReport Inspect(byte[] pdf) =>
        PdfInspector.Inspect(new MemoryStream(pdf, writable: false), new InspectionLimits());

    // each letter's code is its UTF-16 value; the font says so by a range
    private static byte[] ToUnicodePage(string operators)
    {
        const string Map = "1 begincodespacerange <0000> <FFFF> endcodespacerange 30 beginbfrange ";
        var ranges = string.Concat(Enumerable.Range(0, 0x1F).Select(high => $"<{high:X2}00> <{high:X2}FF> <{high:X2}00> "));
        var font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</DW 600>>]/ToUnicode 20 0 R>>";
        return PdfSurgery.Append(HandSigned.Letter(), (8, font), (20, PdfSurgery.Stream(Map + ranges + "endbfrange")),
            (6, PdfSurgery.Stream($"BT /F1 12 Tf {operators} ET")));
    }

    private static string Codes(string text) => string.Concat(text.Select(letter => ((int)letter).ToString("X4", null)));
}

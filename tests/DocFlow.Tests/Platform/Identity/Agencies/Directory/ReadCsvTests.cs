using System.Text;
using DocFlow.Platform;
using DocFlow.Platform.Identity.Agencies.Directory;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Identity.Agencies.Directory;

public sealed class ReadCsvTests
{
    [TestCase("code,oldCode,name,parent,mail\nH53.12,000.00.12.H53,Sở Tài chính,H53,so@h53.example.vn")]
    [TestCase("\uFEFFTên cơ quan;Mã cơ quan;Mã cũ;Thư điện tử;Cấp trên\r\nSở Tài chính;H53.12;000.00.12.H53;so@h53.example.vn;H53\r\n")]
    [TestCase("id\tEMAIL\tMã định danh\tcode102\tTên đơn vị\tpcode\n7\tso@h53.example.vn\t H53.12 \t000.00.12.H53\tSở Tài chính\tH53")]
    public void Columns_are_known_by_their_names_in_either_language_and_any_order(string text) =>
        Assert.That(Read(text).Answer, Is.EqualTo(
            new[] { new ListedAgency("H53.12", "000.00.12.H53", "Sở Tài chính", "H53", "so@h53.example.vn") }));

    [Test]
    public void A_quoted_name_may_hold_commas_and_quotes_and_is_one_line()
    {
        var read = Read("code,name\nH1,\"Sở Nông nghiệp, \"\"Môi trường\"\"\ntỉnh\"\nH2,Hai");

        Assert.That(read.Answer.Select(agency => agency.Name), Is.EqualTo(["Sở Nông nghiệp, \"Môi trường\" tỉnh", "Hai"]));
    }

    [Test]
    public void Each_bad_line_is_told_with_its_number_and_its_reason()
    {
        var refused = Read("code,name,mail\nH1,Một,\n,Không mã,\nH2,,\nH1,Trùng,\nH4,Bốn,không-phải-thư").Refusal!;

        var lines = (IReadOnlyList<ReadCsv.BadLine>)refused.Details[ReadCsv.BadLines]!;
        Assert.That(refused.Code, Is.EqualTo("directory.csv-lines"));
        Assert.That(lines.Select(line => line.Number), Is.EqualTo([3, 4, 5, 6]));
        Assert.That(lines[2].Vi, Is.EqualTo("Mã H1 đã có ở dòng 2."));
    }

    [TestCase("name,mail\nMột,", "directory.csv-header")]
    [TestCase("", "directory.csv-header")]
    [TestCase("code,name\nH1,Một \"hai\" ba\nH2,Hai", "directory.csv-lines")]
    public void A_file_that_is_no_list_is_refused(string text, string code) => Assert.That(Read(text).Refusal?.Code, Is.EqualTo(code));

    [Test]
    public void A_quote_that_is_never_closed_does_not_swallow_the_list()
    {
        var text = new StringBuilder("code,name\nH1,\"Một");
        for (var line = 0; line < 10_000; line++)
            text.Append("\nH2,Hai");

        Assert.That(Read(text.ToString()).Refusal?.Code, Is.EqualTo("directory.csv-lines"));
    }

    [Test]
    public void Another_encoding_is_refused_with_what_to_do()
    {
        using var file = new MemoryStream([.. "code,name\nH1,T"u8, 0xEA, .. "n\n"u8]);

        Assert.That(ReadCsv.Handle(file, CancellationToken.None).Refusal?.Code, Is.EqualTo("directory.csv-not-utf8"));
    }

    private static Outcome<IReadOnlyList<ListedAgency>> Read(string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ReadCsv.Handle(file, CancellationToken.None);
    }
}

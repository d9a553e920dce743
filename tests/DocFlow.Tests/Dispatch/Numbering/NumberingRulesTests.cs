using DocFlow.Dispatch.Numbering;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Numbering;

public sealed class NumberingRulesTests
{
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [TestCase(5, "VPCP-TTĐT", "05/VPCP-TTĐT")]
    [TestCase(15, "QĐ-BNV", "15/QĐ-BNV")]
    [TestCase(1203, "UBND-VX", "1203/UBND-VX")]
    public void Number_and_notation_are_printed_as_the_decree_says(int number, string notation, string code) =>
        Assert.That(NumberingRules.CodeOf(number, notation), Is.EqualTo(code));

    [TestCase("Quyết định", "QĐ-BNV", null)]
    [TestCase("Quyết định", "BNV-VP", "QĐ-")]
    [TestCase("Công văn", "BNV-VP", null)]
    public void A_named_type_stands_in_its_notation_and_an_official_letter_does_not(string type, string notation, string? missing) =>
        Assert.That(new NumberingRules(_office.Options).MissingAbbreviation(type, notation), Is.EqualTo(missing));

    [Test]
    public void The_head_of_the_agency_may_give_a_type_its_own_book()
    {
        const string own = """[{ "name": "Quyết định", "abbreviation": "QĐ", "book": "Quyết định" }]""";
        File.WriteAllText(Path.Combine(_office.Folder, "numbering.json"), own);

        var rules = new NumberingRules(_office.Options);

        Assert.That((rules.BookOf("quyết định"), rules.BookOf("Công văn")), Is.EqualTo(("Quyết định", NumberingRules.CommonBook)));
    }
}

using DocFlow.Intake;
using NUnit.Framework;

namespace DocFlow.Tests.Intake;

public sealed class DocumentCodeTests
{
    private static readonly string? Key = DocumentCode.KeyOf("05", "QĐ-BNV", "Bộ Nội vụ", new DateOnly(2026, 1, 5));

    [TestCase("5", "QD - BNV", "bộ nội vụ")]
    [TestCase("005", "QĐ-BNV", "BỘ  NỘI VỤ")]
    public void The_same_code_is_recognised_however_it_is_typed(string number, string notation, string organ) =>
        Assert.That(DocumentCode.KeyOf(number, notation, organ, new DateOnly(2026, 3, 1)), Is.EqualTo(Key));

    [TestCase("50", "QĐ-BNV", "Bộ Nội vụ")]
    [TestCase("5", "TB-BNV", "Bộ Nội vụ")]
    [TestCase("5", "QĐ-BNV", "Bộ Ngoại giao")]
    public void Another_code_is_another_document(string number, string notation, string organ) =>
        Assert.That(DocumentCode.KeyOf(number, notation, organ, new DateOnly(2026, 3, 1)), Is.Not.EqualTo(Key));

    [Test]
    public void A_key_is_never_longer_than_its_column() =>
        Assert.That(DocumentCode.KeyOf(new string('7', 9_000), "QĐ-BNV", "Bộ Nội vụ", null), Has.Length.EqualTo(350));

    [Test]
    public void A_letter_without_a_number_has_no_key() => Assert.That(DocumentCode.KeyOf(" ", "BNV", "Bộ Nội vụ", null), Is.Null);
}

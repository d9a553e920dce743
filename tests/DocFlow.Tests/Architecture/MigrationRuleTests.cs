using System.Text.RegularExpressions;
using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

public sealed partial class MigrationRuleTests
{
    [Test]
    public void A_migration_only_adds_unless_its_name_says_that_it_takes_away()
    {
        var scripts = Directory.GetDirectories(Path.Combine(Repository.Root, "src"))
            .Select(project => Path.Combine(project, "Migrations")).Where(Directory.Exists).SelectMany(Directory.GetFiles).ToList();

        var wrong = scripts.Where(file => !Path.GetFileName(file).Contains("_contract_", StringComparison.Ordinal)
            && TakesAway(File.ReadAllText(file)));

        Assert.That(scripts, Is.Not.Empty);
        Assert.That(wrong.Select(Path.GetFileName), Is.Empty);
    }

    [TestCase("drop table intake_file;")]
    [TestCase("alter table intake_file drop column name;")]
    [TestCase("alter table intake_file rename column name to title;")]
    [TestCase("alter table intake_file alter column name type varchar(10);")]
    [TestCase("alter table intake_file add shelf {text:20} not null;")]
    [TestCase("delete from intake_file;")]
    public void What_takes_away_is_recognised(string sql) => Assert.That(TakesAway(sql), Is.True);

    private static bool TakesAway(string sql) => Forbidden().IsMatch(Comment().Replace(sql, ""));

    [GeneratedRegex(@"\b(drop\s+(table|column)|rename|alter\s+column|delete\s+from)\b|\badd\s+\w+\s+\{[^}]+\}\s+not\s+null(?!\s+default)")]
    private static partial Regex Forbidden();

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();
}

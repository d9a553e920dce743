using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

/// <summary>The SQL of the house is taken by any server that speaks TDS; each rule has a twin that shows it can fail.</summary>
public sealed class TdsTests
{
    [Test]
    public void Every_statement_and_migration_is_one_that_a_TDS_server_takes()
    {
        var faults = SqlOfTheHouse.Statements.Concat(SqlOfTheHouse.Migrations).SelectMany(TdsRules.Check);

        Assert.That(SqlOfTheHouse.Statements, Has.Count.GreaterThan(150));
        Assert.That(string.Join("\n", faults), Is.Empty);
    }

    [TestCase("select id from trail_entry limit 5", "limit")]
    [TestCase("delete from dispatch_nonce where expires_at < @Now limit 5", "limit")]
    [TestCase("update outbox_message set sends = 1 returning id", "returning")]
    [TestCase("insert into a (id) values (@Id) on conflict do nothing", "on conflict")]
    [TestCase("with due as (select id from a) update due set sends = 1", "common table expression")]
    [TestCase("select id from identity_user where active", "boolean column")]
    [TestCase("select id from identity_user where active and name = @Name", "boolean column")]
    [TestCase("select id from identity_user where active = true", "true or false")]
    [TestCase("select id from a where (number, name) > (@Number, @Name)", "row value")]
    [TestCase("select first || last from a", "||")]
    [TestCase("select length(name) from a", "function")]
    [TestCase("insert into a (id, name, n) select @Id, @Name, max(n) from a", "select list")]
    [TestCase("insert into a (name) select name, @Name from a", "select list")]
    [TestCase("alter table a add column b {int} null", "add column")]
    [TestCase("select id from (select id from a order by id) b", "order by inside")]
    [TestCase("drop index ix_a", "drop index")]
    [TestCase("select file from a", "reserved")]
    [TestCase("select name from a as plan", "reserved")]
    public void A_statement_that_no_TDS_server_takes_is_found(string sql, string sentence) =>
        Assert.That(TdsRules.Check(new HouseSql("here", sql)), Has.Some.Contains(sentence));

    [TestCase("select id from a where active = @Active order by id\n{page}")]
    [TestCase("insert into a (id, name) values (@Id, @Name)")]
    [TestCase("select id from (select id from a order by id\n{page}) b")]
    [TestCase("select id from (select id from a order by id\n{first}) b")]
    [TestCase("drop index ix_a {on a}")]
    [TestCase("update a set done = case when n >= @N then @Now else done end where id = @Id")]
    public void A_statement_that_every_engine_takes_is_not_blamed(string sql) =>
        Assert.That(TdsRules.Check(new HouseSql("here", sql)), Is.Empty);
}

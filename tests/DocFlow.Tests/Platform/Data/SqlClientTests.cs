using System.Text;
using Dapper;
using DocFlow.Platform.Data;
using Microsoft.Data.SqlClient;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Data;

/// <summary>
/// Microsoft.Data.SqlClient works here: with our four types in the place of Microsoft.SqlServer.Server it loads, signs in and sends a
/// command with parameters, and what a server answers is classified.
/// </summary>
public sealed class SqlClientTests
{
    [TestCase(2627, DataError.Duplicate)]
    [TestCase(2601, DataError.Duplicate)]
    [TestCase(1205, DataError.Transient)]
    [TestCase(3960, DataError.Transient)]
    [TestCase(208, DataError.Fault)]
    public async Task A_command_with_parameters_reaches_the_server_and_its_error_is_understood(int number, DataError meaning)
    {
        using var server = new TinyTdsServer(number);
        var dialect = Dialect.For(new DataOptions { Engine = "sqlserver", Connection = server.Connection });
        await using var connection = dialect.Connect();

        var error = Assert.ThrowsAsync<SqlException>(() => connection.ExecuteAsync(
            "update a set name = @Name where id = @Id", new { Id = Guid.CreateVersion7(), Name = "Nguyễn Thị Ánh" }))!;

        Assert.That((error.Number, dialect.Classify(error)), Is.EqualTo((number, meaning)));
        Assert.That(server.Command.AsSpan().IndexOf(Encoding.Unicode.GetBytes("Nguyễn Thị Ánh")), Is.Positive);
    }

    [Test]
    public void A_server_that_is_not_there_is_weather()
    {
        var nowhere = new DataOptions { Engine = "sqlserver", Connection = "Server=127.0.0.1,1;User ID=a;Password=b;Encrypt=Optional" };
        var dialect = Dialect.For(nowhere);

        var error = Assert.ThrowsAsync<SqlException>(async () =>
        {
            await using var connection = dialect.Connect();
            await connection.OpenAsync();
        })!;

        Assert.That(dialect.Classify(error), Is.EqualTo(DataError.Lost));
    }
}

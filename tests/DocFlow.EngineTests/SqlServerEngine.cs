using DocFlow.JourneyTests.Support;
using DocFlow.Platform.Data;
using Microsoft.Data.SqlClient;

namespace DocFlow.Tests;

/// <summary>Databases of SQL Server, or of another server that speaks TDS; each is migrated by itself.</summary>
internal static class SqlServerEngine
{
    private static string Server => TestServers.Required(TestServers.SqlServer);

    public static DataOptions Make(string name, bool migrated)
    {
        Administer($"create database {name}");
        var there = new SqlConnectionStringBuilder(Server) { InitialCatalog = name, MaxPoolSize = 20 };
        var data = new DataOptions { Engine = "sqlserver", Connection = there.ToString() };
        if (migrated)
            TestEngine.Migrate(data);
        return data;
    }

    public static void Drop(DataOptions data)
    {
        using (var pooled = new SqlConnection(data.Connection))
            SqlConnection.ClearPool(pooled);
        Administer($"drop database {new SqlConnectionStringBuilder(data.Connection).InitialCatalog}");
    }

    private static void Administer(string sql)
    {
        using var connection = new SqlConnection(new SqlConnectionStringBuilder(Server) { Pooling = false }.ToString());
        connection.Open();
        using var command = new SqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

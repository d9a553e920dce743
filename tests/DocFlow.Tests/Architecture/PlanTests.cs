using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

/// <summary>
/// No statement goes through a whole table that grows with the documents, but those that are named here with their reason; and none
/// finds its rows by a state in which most rows end.
/// </summary>
public sealed partial class PlanTests
{
    // comparing, verifying or naming everything is their work; an operator's question; columns to which a slice adds its condition
    private static readonly string[] ReadAll =
    [
        "Mailbox.DeliveryColumns", "Mailbox.CopyColumns", "ListSent.Columns",
        "CheckDispatch.Owned", "CheckHandovers.Kept", "VerifyRegister.Numbers", "TrailRow.FirstPage", "TrailRoot.Every",
        "MessageStory.InItsTransaction", "ListFiles.Select", "ListRegister.Columns", "ListReady.Select",
    ];

    private static readonly string[] Growing =
    [
        "outbox_message", "inbox_message", "platform_request", "trail_entry", "trail_root", "intake_document", "intake_file",
        "intake_packet", "intake_answer", "intake_issued", "intake_reply",
        "intake_request", "platform_condemned", "dispatch_request",
        "workflow_case", "workflow_task", "workflow_act", "workflow_file", "workflow_signature", "dispatch_ready",
        "dispatch_packet", "dispatch_packet_copy", "dispatch_upload",
        "dispatch_issue", "dispatch_delivery", "dispatch_status", "dispatch_nonce", "dispatch_receipt",
        "dispatch_answer",
    ];

    private TestInstallation _office = null!;
    private List<string> _partial = [];

    [SetUp]
    public void Open()
    {
        _office = new TestInstallation();
        _partial = Rows("select name from sqlite_master where type = 'index' and sql like '%) where %'", []);
    }

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public void No_statement_reads_a_growing_table_from_end_to_end()
    {
        var faults = SqlOfTheHouse.Statements
            .Where(sql => !ReadAll.Contains(sql.Place) && !Beginning().IsMatch(sql.Text)).SelectMany(Faults);

        Assert.That(string.Join("\n", faults), Is.Empty);
    }

    [Test]
    public void What_is_named_as_reading_everything_still_does()
    {
        var reading = SqlOfTheHouse.Statements.Where(sql => ReadAll.Contains(sql.Place) && Faults(sql).Any());

        Assert.That(ReadAll.Except(reading.Select(sql => sql.Place)), Is.Empty);
    }

    [TestCase("select id from trail_entry where act = @Act")]
    [TestCase("select t.id from trail_entry t where t.act = @Act")]
    [TestCase("delete from outbox_message where type = @Type")]
    public void A_statement_that_reads_one_from_end_to_end_is_found(string sql) =>
        Assert.That(Faults(new HouseSql("here", sql)), Is.Not.Empty);

    [TestCase("select count(*) from dispatch_delivery where state = 'sent'")]
    [TestCase("select i.id from dispatch_issue i where i.case_id = @CaseId and i.state = 'issued'")]
    public void A_statement_that_finds_its_rows_by_a_state_in_which_most_end_is_found(string sql) =>
        Assert.That(Faults(new HouseSql("here", sql)), Is.Not.Empty);

    [Test]
    public void A_state_in_which_few_are_finds_them() =>
        Assert.That(Faults(new HouseSql("here", "select id from dispatch_delivery where state = 'failed'")), Is.Empty);

    private IEnumerable<string> Faults(HouseSql sql)
    {
        var text = sql.Text.Replace("{page}", "limit @Limit offset @Offset", StringComparison.Ordinal)
            .Replace("{first}", "limit 1", StringComparison.Ordinal);
        var names = Named().Matches(text).ToLookup(match => match.Groups[2].Value, match => match.Groups[1].Value);
        var plan = Rows("explain query plan " + text, Parameter().Matches(text).Select(match => match.Value).Distinct());
        var steps = plan.Select(line => Scan().Match(line));
        if (Ended().IsMatch(text))
            steps = steps.Concat(plan.Select(line => SearchByState().Match(line)));
        foreach (var step in steps.Where(match => match.Success))
        {
            var table = names[step.Groups[1].Value].FirstOrDefault() ?? step.Groups[1].Value;
            if (Growing.Contains(table) && !_partial.Contains(step.Groups[2].Value))
                yield return $"{sql.Place}: {step.Value} ({table})";
        }
    }

    private List<string> Rows(string sql, IEnumerable<string> parameters)
    {
        using var connection = new SqliteConnection(_office.Options.Data.Connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.AddWithValue(name, DBNull.Value);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(reader.FieldCount - 1));
        return rows;
    }

    [GeneratedRegex(@"\b(?:from|join|update|into)\s+(\w+)\s+(?!where|set|on|order|join|left|group|union)(\w+)")]
    private static partial Regex Named();

    // a slice puts its end behind it
    [GeneratedRegex(@"\b(from|in)\s*$")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    // the states in which most rows of a table end, asked for and not set
    [GeneratedRegex(@"(?<!set )\bstate (?:= |in \([^)]*)'(?:sent|issued|done|recalled|Registered|SetAside|Destroyed)'")]
    private static partial Regex Ended();

    [GeneratedRegex(@"^SEARCH (\w+) USING (?:COVERING )?INDEX (\w+) \(state=\?\)")]
    private static partial Regex SearchByState();

    [GeneratedRegex(@"^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")]
    private static partial Regex Scan();
}

using System.Text.RegularExpressions;
using DocFlow.Tests.Platform.Archive;
using NUnit.Framework;

namespace DocFlow.Tests.Architecture;

/// <summary>A column that names a file of the content store cannot be forgotten by a backup, nor by the reconciler.</summary>
public sealed partial class FileOwnerTests
{
    // hashes of what is kept elsewhere, or is no file of the content store
    private static readonly string[] NoFiles =
    [
        "platform_request.request_sha256", "workflow_case.file_sha256", "workflow_act.seen_sha256", "workflow_act.new_sha256",
        "workflow_signature.seen_sha256", "workflow_signature.signed_sha256", "dispatch_ready.file_sha256", "dispatch_issue.ready_sha256",
        "dispatch_receipt.packet_sha256",
    ];

    [Test]
    public void A_column_that_names_a_file_is_among_those_whose_files_have_an_owner()
    {
        var hashes = EveryTable.Declared.SelectMany(table => table.Columns
            .Where(column => column.Name.EndsWith("sha256", StringComparison.Ordinal))
            .Select(column => (Table: table.Name, Column: column.Name)));
        var asked = Repository.Files("src", ".cs").SelectMany(file => Owners().Matches(file.Text)).ToList();

        var forgotten = hashes.Where(hash => !NoFiles.Contains($"{hash.Table}.{hash.Column}") && !asked.Any(select =>
            select.Groups[1].Value.Split(' ')[0] == hash.Column && select.Groups[2].Value == hash.Table));

        Assert.That(asked, Has.Count.GreaterThanOrEqualTo(6));
        Assert.That(forgotten, Is.Empty);
    }

    [GeneratedRegex(@"select (\w*sha256(?: as sha256)?), \w+ as subject, \w+ as since\s+from (\w+)")]
    private static partial Regex Owners();
}

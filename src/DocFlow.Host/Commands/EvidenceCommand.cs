using System.CommandLine;
using DocFlow.Host.Evidence;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Evidence;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;

namespace DocFlow.Host.Commands;

/// <summary><c>docflow evidence DOCUMENT --out FILE.zip</c>: exit 0 written, 1 not, with the reason.</summary>
public static class EvidenceCommand
{
    private static readonly Argument<string> Document = new("DOCUMENT")
    {
        Description = "our id, an issued number such as 05/VPCP-TTĐT, an arrival number, or the document's id on the exchange",
    };

    private static readonly Option<FileInfo> Out = new("--out") { Description = "the file to write; never over another", Required = true };

    private static readonly Option<int?> Year = new("--year") { Description = "the register's year of a number; this year by default" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var evidence = new Command("evidence", """
            Gather all that proves a document into one file that anybody can check: PDFs, reports, packets, receipts,
            and what the trail says of it, signed with the node's key.
            """) { Document, Out, Year, Office.Folder, EvidenceVerify.Create() };
        evidence.SetAction(Run);
        return evidence;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var (folder, target) = (parsed.GetValue(Office.Folder)!, parsed.GetValue(Out)!);
        if (!folder.Exists || folder.GetDirectories(KeyFolder.Name).Length == 0)
            return Fail($"{folder.FullName} is not the data folder of an installation.");
        if (NewFile.Taken(target) is { } taken)
            return Fail($"{taken.En} ({taken.Code})");

        await using var office = await Office.Look(parsed, stop);
        var clock = office.Get<TimeProvider>();
        var asked = new DocumentAsked(parsed.GetValue(Document)!.Trim(), parsed.GetValue(Year) ?? clock.OfficeToday().Year);
        var found = await new FindEvidence(office.Database, Rooms.All, office.Get<NodeKey>()).Handle(asked, stop);
        if (found.Refusal is { } refusal)
            return Fail($"{refusal.En} ({refusal.Code})");

        Console.WriteLine(Say(await Write(office, found.Answer, target, stop), target));
        return 0;
    }

    private static async Task<EvidenceManifest> Write(Office office, FoundEvidence found, FileInfo target, CancellationToken stop)
    {
        // judged as of the state that it shows, so that the same state gives the same file
        var trusted = new TrustedAuthorities(office.Get<KeyFolder>(), office.Get<TimeProvider>()).Policy();
        var policy = trusted with { At = found.Latest?.SealedAt ?? trusted.At };
        var write = new WriteEvidence(office.Database, office.Get<ContentStore>(), office.Get<NodeKey>(), policy);
        EvidenceManifest? manifest = null;
        await NewFile.Put(target, async stream =>
        {
            manifest = await write.Handle(found, (FileStream)stream, stop);
            return true;
        });
        return manifest!;
    }

    private static string Say(EvidenceManifest manifest, FileInfo target)
    {
        var lines = new List<string> { $"{target.FullName}: {manifest.Files.Count} files about document {manifest.Document}." };
        lines.AddRange(manifest.Absent.Select(gone => $"{gone.Why}: {gone.Name}, SHA-256 {gone.Sha256}"));
        lines.Add($"Signed by node key {NodeKey.IdOf(manifest.NodeKey)}: give others that key (docflow node key) by another way.");
        return string.Join('\n', lines);
    }

    private static int Fail(string why)
    {
        Console.Error.WriteLine("docflow: " + why);
        return 1;
    }
}

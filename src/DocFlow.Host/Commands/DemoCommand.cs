using System.CommandLine;
using DocFlow.Host.Agency;
using DocFlow.Host.Demo;

namespace DocFlow.Host.Commands;

/// <summary><c>docflow demo</c>: carries a document all the way, over the real endpoints, and verifies what comes out.</summary>
public static class DemoCommand
{
    private static readonly Argument<FileInfo?> Draft = new("FILE.pdf")
    {
        Description = "the PDF to have signed, numbered, sealed and issued; without it a Vietnamese letter is made",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "folder for issued.pdf, packet.edxml, ca.pem, ca.crl and report.json",
        DefaultValueFactory = _ => new DirectoryInfo("docflow-demo"),
    };

    private static readonly Option<int> Copies = new("--copies")
    {
        Description = "how many documents to carry",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "folder of the demonstration's office, kept and taken up again; without it a temporary one",
    };

    /// <summary>The command; exit code 0 only if everything verified.</summary>
    public static Command Create()
    {
        const string About = "Carry one document all the way, from the clerk's desk to two agencies' answers.";
        var command = new Command("demo", About) { Draft, Out, Copies, Data };
        Copies.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > 1000)
                given.AddError("--copies is a number from 1 to 1000.");
        });
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var (kept, output) = (parsed.GetValue(Data), parsed.GetValue(Out)!);
        var folder = kept?.FullName ?? Directory.CreateTempSubdirectory("docflow-demo-").FullName;
        try
        {
            var wish = new DemoWish(folder, DraftOf(parsed.GetValue(Draft)), parsed.GetValue(Copies));
            return await Run(wish, output, stop);
        }
        catch (Exception said) when (Explains(said))
        {
            await Console.Error.WriteLineAsync("docflow: " + said.Message);
            return 1;
        }
        finally
        {
            if (kept is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> Run(DemoWish wish, DirectoryInfo output, CancellationToken stop)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        await using var demo = await DemoOffice.Open(wish.Folder, clock, stop);
        Console.WriteLine($"{"office ready",-12} {clock.GetElapsedTime(begun).TotalSeconds,6:0.00} s  {DemoPeople.Agency}");
        var report = await new DemoRun(demo, wish, clock, Console.WriteLine).Run(stop);
        Write(output, demo, report);
        var (bad, of) = (report.Documents.Count(document => !document.Verified), report.Documents.Count);
        Console.WriteLine(bad == 0
            ? $"{of} document(s) verified everywhere in {clock.GetElapsedTime(begun).TotalSeconds:0.0} s; see {output.FullName}"
            : $"{bad} of {of} document(s) did not verify; see report.json in {output.FullName}");
        return bad == 0 ? 0 : 1;
    }

    private static void Write(DirectoryInfo output, DemoOffice demo, DemoReport report)
    {
        output.Create();
        var store = demo.Agencies[0].Store;
        var record = store.Of(report.Documents[0].IssuedCode);
        var received = store.FolderOf(record.PacketId);
        Copy(Path.Combine(received, record.FileName), "issued.pdf");
        Copy(Path.Combine(received, PacketIntake.PacketFile), "packet.edxml");
        Copy(demo.Authority, "ca.pem");
        Copy(demo.RevocationList, "ca.crl");
        File.WriteAllBytes(Path.Combine(output.FullName, "report.json"), report.ToJson());

        void Copy(string from, string name) => File.Copy(from, Path.Combine(output.FullName, name), overwrite: true);
    }

    // what a person can do something about; anything else is a fault, and is shown as one
    private static bool Explains(Exception said) => said is OfficeRefused or InvalidOperationException or InvalidDataException
        or TimeoutException or IOException or UnauthorizedAccessException;

    private static (string Name, byte[] Bytes)? DraftOf(FileInfo? file) =>
        file is null ? null : (file.Name, File.ReadAllBytes(file.FullName));
}

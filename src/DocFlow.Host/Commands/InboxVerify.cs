using System.CommandLine;
using DocFlow.EdXml.Reading;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Commands;

/// <summary>docflow agency inbox verify: the signatures of the PDFs in a packet that was fetched.</summary>
internal static class InboxVerify
{
    private static readonly Option<FileSystemInfo[]> Trust = new("--trust")
    {
        Description = "certificates to trust: a file (PEM or DER), or a folder of .pem, .crt and .cer files; may be repeated",
    };

    private static readonly Option<FileInfo[]> Crl = new("--crl") { Description = "a revocation list, DER or PEM; may be repeated" };

    // an annex without a signature takes nothing from a letter that has one
    private static readonly Verdict[] TheWorse =
        [Verdict.Failed, Verdict.Unreadable, Verdict.Undetermined, Verdict.Passed, Verdict.None];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("verify", """
            Judge the signatures of the PDFs in a packet; asks nobody.
            Exit codes: 0 all passed; 1 one failed; 2 one undetermined; 3 no signature at all; 4 not readable as a PDF; 64 wrong usage.
            """) { InboxAnswers.Packet, Trust, Crl };
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, stop)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken stop)
    {
        var room = Directory.CreateTempSubdirectory("docflow-inbox-");
        try
        {
            using var packet = parsed.GetValue(InboxAnswers.Packet)!.OpenRead();
            var report = PacketFolder.Extract(packet, room.CreateSubdirectory("files"), stop);
            var policy = TrustPolicy.Of(
                (parsed.GetValue(Trust) ?? []).SelectMany(Anchors.In),
                (parsed.GetValue(Crl) ?? []).Select(list => File.ReadAllBytes(list.FullName)), TimeProvider.System);
            var pdfs = report.Attachments.Where(file => file.Name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase));
            var verdicts = pdfs.Select(file => Judge(file, room, policy)).ToList();
            return (int)TheWorse.First(verdict => verdict == Verdict.None || verdicts.Contains(verdict));
        }
        finally
        {
            room.Delete(recursive: true);
        }
    }

    private static Verdict Judge(ReceivedAttachment file, DirectoryInfo room, TrustPolicy policy)
    {
        using var pdf = File.OpenRead(Path.Combine(room.FullName, "files", file.Name));
        var report = PdfVerifier.Verify(pdf, policy);
        Console.WriteLine($"{file.Name}{Environment.NewLine}{VerificationText.Plain(report, language: null)}");
        return report.Verdict;
    }
}

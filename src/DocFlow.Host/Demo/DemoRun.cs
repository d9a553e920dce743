using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Verification;

namespace DocFlow.Host.Demo;

/// <summary>What a demonstration is to do.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Draft">The PDF to have signed and issued; null for letters of its own making.</param>
/// <param name="Copies">How many documents.</param>
public sealed record DemoWish(string Folder, (string Name, byte[] Bytes)? Draft, int Copies);

/// <summary>Carries documents from the clerk's desk to the recipients' answers and looks at what came of it.</summary>
public sealed class DemoRun(DemoOffice demo, DemoWish wish, TimeProvider clock, Action<string> say)
{
    private const int AtOnce = 4;

    /// <summary>Does it; the report says whether all verified.</summary>
    public async Task<DemoReport> Run(CancellationToken stop)
    {
        var begun = clock.GetTimestamp();
        using var driver = new OfficeDriver(demo.Office, demo.Connect, clock);
        await driver.SignIn(stop);
        using var recipients = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var collecting = demo.Agencies.Select(agency => agency.KeepCollecting(recipients.Token)).ToList();
        var documents = await Carry(driver, Task.WhenAny(collecting).Unwrap(), stop);
        await recipients.CancelAsync();
        await Task.WhenAll(collecting);
        return new DemoReport(documents.All(one => one.Verified), clock.GetElapsedTime(begun).TotalSeconds, documents);
    }

    private async Task<IReadOnlyList<DocumentReport>> Carry(OfficeDriver driver, Task recipientFails, CancellationToken stop)
    {
        var papers = DemoDesk.Papers(wish, Platform.VietnamTime.OfficeToday(clock));
        var reports = new DocumentReport[papers.Count];
        var carrying = Parallel.ForEachAsync(
            papers.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (paper, cancel) => reports[paper.Index] = await Carry(driver, paper.Item, cancel));
        await await Task.WhenAny(carrying, recipientFails);
        await carrying;
        return reports;
    }

    private async Task<DocumentReport> Carry(OfficeDriver driver, Paper paper, CancellationToken stop)
    {
        var stages = new List<StageDone>();
        var prefix = wish.Copies > 1 ? $"{paper.Key,-8} " : "";
        var walk = new PaperWalk(driver, clock)
        {
            Told = stage =>
            {
                stages.Add(stage);
                say($"{prefix}{stage.Name,-12} {stage.Seconds,6:0.00} s  {stage.Text}");
            },
        };
        var walked = await Walk(walk, paper, stop);
        var records = demo.Agencies.Select(agency => (agency.Us, Record: agency.Store.Of(walked.IssuedCode))).ToList();
        var issued = await driver[DemoPeople.Clerk].Download($"/dispatch/content/{records[0].Record.FileSha256}", stop);
        var verdict = Judge(issued);
        var report = new DocumentReport
        {
            ArrivalNumber = walked.ArrivalNumber,
            IssuedCode = walked.IssuedCode,
            FileSha256 = records[0].Record.FileSha256,
            Stages = stages,
            Verdict = verdict.Verdict.Word(),
            Signatures = [.. verdict.Signatures.Select(SignatureVerdict.Of)],
            Recipients = [.. records.Select(one => RecipientReport.Of(one.Us, one.Record, StateOf(walked, one.Us.Code)))],
        };
        DemoDesk.Done(wish, paper);
        SayVerdicts(report, prefix);
        return report;
    }

    // what the office refused is off the desk: a later run would only be refused again
    private async Task<WalkedPaper> Walk(PaperWalk walk, Paper paper, CancellationToken stop)
    {
        try
        {
            return await walk.Run(paper, stop);
        }
        catch (OfficeRefused)
        {
            DemoDesk.Done(wish, paper);
            throw;
        }
    }

    private VerificationReport Judge(byte[] issued)
    {
        var anchors = new X509Certificate2Collection();
        anchors.ImportFromPemFile(demo.Authority);
        var policy = TrustPolicy.Of(anchors, [File.ReadAllBytes(demo.RevocationList)], clock);
        return PdfVerifier.Verify(new MemoryStream(issued), policy);
    }

    private void SayVerdicts(DocumentReport report, string prefix)
    {
        foreach (var signature in report.Signatures)
            say($"{prefix}signature    {signature.Field}: {signature.Indication}  {signature.Signer}");
        foreach (var recipient in report.Recipients)
            say($"{prefix}recipient    {recipient.Name}: {recipient.Verdict}, answered {recipient.LastStatus} {recipient.Reason}");
    }

    private static string StateOf(WalkedPaper walked, string agency) =>
        walked.Deliveries.FirstOrDefault(delivery => delivery.RecipientCode == agency)?.State ?? "none";
}

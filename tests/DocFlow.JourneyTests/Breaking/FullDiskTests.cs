using DocFlow.Host.Demo;
using DocFlow.Intake;
using DocFlow.JourneyTests.Support;
using NUnit.Framework;

namespace DocFlow.JourneyTests.Breaking;

public sealed class FullDiskTests
{
    private const long Bytes = 300_000_000;
    private static readonly TimeSpan Impatient = TimeSpan.FromMilliseconds(100);

    [Test]
    public async Task Whoever_hands_in_a_paper_while_the_disk_is_full_is_told_so_and_may_hand_it_in_again()
    {
        using var folder = new TemporaryFolder();
        var disk = await Disk.Mount(folder["data"], Bytes);
        if (!disk.CanBeFilled)
            Assert.Ignore("Only who may mount can have a disk to fill.");
        var server = new ServerProcess(disk.Folder);
        try
        {
            await server.Start();
            var office = await new EnrolOffice(() => Connect(server, TimeSpan.FromMinutes(1)), server.FirstPassword).Run(default);
            using var clerk = Connect(server, Impatient);
            await clerk.SignIn(DemoPeople.Clerk.UserName, office[DemoPeople.Clerk].Password, default);
            var paper = ("a.pdf", BadFiles.Plain());
            await disk.Fill();

            var refused = Assert.ThrowsAsync<TimeoutException>(() => HandIn(clerk, paper))!;
            disk.Clear();
            var taken = await HandIn(clerk, paper);

            Assert.That(refused.Message, Does.Contain(": 507 ").And.Contain("storage.full").And.Contain("The store of files is full"));
            Assert.That(Directory.GetFiles(Path.Combine(disk.Folder, "incoming")), Is.Empty);
            Assert.That(taken.Length, Is.EqualTo(paper.Item2.Length));
        }
        finally
        {
            await server.DisposeAsync();
            await disk.Unmount();
        }
    }

    private static Task<ReceiveFile.Answer> HandIn(OfficeClient clerk, (string, byte[]) paper) =>
        clerk.Upload<ReceiveFile.Answer>("/intake/files", paper, "paper", default);

    private static OfficeClient Connect(ServerProcess server, TimeSpan patience) => new(server.Address, patience, TimeProvider.System);
}

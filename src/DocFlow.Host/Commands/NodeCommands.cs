using System.CommandLine;
using System.Text;
using DocFlow.Dispatch.Proof;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Trail;

namespace DocFlow.Host.Commands;

/// <summary>
/// <c>docflow node key</c>, <c>node pin</c>, <c>node pins</c> and <c>node unpin</c>: the keys by which nodes know one another's receipts,
/// exchanged by administrators.
/// </summary>
public static class NodeCommands
{
    private static readonly Argument<string> Code = new("CODE") { Description = "agency code of the other node" };

    private static readonly Argument<FileInfo> Pem = new("FILE.pem")
    {
        Description = "its public key, as its docflow node key printed it, brought by a way that can be trusted",
    };

    private static readonly Argument<string> Id = new("ID") { Description = "fingerprint of the key, as node pins lists it" };

    /// <summary>The commands.</summary>
    public static Command Create()
    {
        var key = new Command("key", "Print this node's public key: it signs our receipts, evidence and roots.") { Office.Folder };
        key.SetAction(PrintKey);
        var pin = new Command("pin", "Believe receipts signed with this key when they are from that agency.") { Code, Pem, Office.Folder };
        pin.SetAction((parsed, stop) => Office.Run(parsed, office => Pin(office, parsed, stop), pinned => pinned, stop));
        var unpin = new Command("unpin", "Believe a key no longer.") { Code, Id, Office.Folder };
        unpin.SetAction((parsed, stop) => Office.Run(
            parsed,
            office => office.Database.Write(
                session => PinKey.Remove(session, parsed.GetValue(Code)!, parsed.GetValue(Id)!, By.Console), stop),
            gone => $"Key {gone} is believed no longer.", stop));
        var pins = new Command("pins", "List the keys that are believed.") { Office.Folder };
        pins.SetAction(List);
        return new Command("node", "This node's key, and those of others.") { key, pin, unpin, pins };
    }

    private static async Task<int> PrintKey(ParseResult parsed, CancellationToken stop)
    {
        await using var office = await Office.Look(parsed, stop);
        var key = office.Get<NodeKey>().Public;
        Console.Write(Encoding.ASCII.GetString(NodeKey.Pem(key)));
        await Console.Error.WriteLineAsync($"fingerprint (SHA-256): {NodeKey.IdOf(key)}");
        return 0;
    }

    private static async Task<Platform.Outcome<string>> Pin(Office office, ParseResult parsed, CancellationToken stop)
    {
        var pem = await File.ReadAllTextAsync(parsed.GetValue(Pem)!.FullName, stop);
        var outcome = await office.Database.Write(session => PinKey.Add(session, parsed.GetValue(Code)!, pem, By.Console), stop);
        return outcome.Then(id => $"Receipts of {parsed.GetValue(Code)} signed with key {id} are believed.");
    }

    private static async Task<int> List(ParseResult parsed, CancellationToken stop)
    {
        await using var office = await Office.Look(parsed, stop);
        foreach (var pin in await office.Database.Read(PinnedKey.All, stop))
            Console.WriteLine($"{pin.AgencyCode}  {pin.KeyId}  since {pin.PinnedAt:u} by {pin.PinnedByName}");
        return 0;
    }
}

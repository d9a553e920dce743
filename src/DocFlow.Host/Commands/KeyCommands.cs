using System.CommandLine;
using DocFlow.Platform;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Identity.People;

namespace DocFlow.Host.Commands;

/// <summary>
/// <c>docflow key add</c> and <c>docflow key issue</c>: enrol a key for a person or the seal. The PIN is asked for, never an argument.
/// </summary>
public static class KeyCommands
{
    private const string TheSeal = "seal";

    private static readonly Argument<string> Owner = new("owner") { Description = "a user name, or 'seal' for the agency's seal" };
    private static readonly Option<FileInfo> Image = new("--image") { Description = "PNG of the signature or seal", Required = true };
    private static readonly Option<FileInfo> KeyFile = new("--file") { Description = "PKCS#12 file (.p12, .pfx)", Required = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Image.AcceptExistingOnly();
        KeyFile.AcceptExistingOnly();
        var add = new Command("add", "Enrol a PKCS#12 key that somebody brought; its PIN is read from the input.")
        {
            Owner, KeyFile, Image, Office.Folder,
        };
        add.SetAction((parsed, stop) => Office.Run(parsed, office => Add(office, parsed, stop), Say, stop));
        var issue = new Command("issue", "Have the local authority make a key; its PIN is read from the input.")
        {
            Owner, Image, Office.Folder,
        };
        issue.SetAction((parsed, stop) => Office.Run(parsed, office => Issue(office, parsed, stop), Say, stop));
        return new Command("key", "Signing keys of people and of the seal.") { add, issue };
    }

    private static async Task<Outcome<EnrolKey.Answer>> Add(Office office, ParseResult parsed, CancellationToken stop)
    {
        var owner = await FindOwner(office, parsed);
        if (owner.Refusal is { } refusal)
            return refusal;
        var (key, image) = (await Bytes(parsed, KeyFile, stop), await Bytes(parsed, Image, stop));
        var command = new EnrolKey.Command(owner.Answer, key, image, ReadPin());
        return await office.Get<EnrolKey>().Handle(command, Request("key add"), By.Console);
    }

    private static async Task<Outcome<EnrolKey.Answer>> Issue(Office office, ParseResult parsed, CancellationToken stop)
    {
        var owner = await FindOwner(office, parsed);
        if (owner.Refusal is { } refusal)
            return refusal;
        var command = new IssueKey.Command(owner.Answer, ReadPin(), await Bytes(parsed, Image, stop));
        return await office.Get<IssueKey>().Handle(command, Request("key issue"), By.Console);
    }

    // null is the seal
    private static async Task<Outcome<Guid?>> FindOwner(Office office, ParseResult parsed)
    {
        var name = parsed.GetValue(Owner)!;
        if (name == TheSeal)
            return (Guid?)null;
        var people = await office.Database.Read(Person.All);
        return people.FirstOrDefault(person => person.UserName == name) is { } found
            ? found.UserId
            : Refusal.NotFound("user.unknown", "Không có người dùng này.", $"There is no person with the user name {name}.");
    }

    private static RequestKey Request(string command) => new(RequestKey.Fresh(), By.Console.Id, command);

    internal static string ReadPin()
    {
        if (Console.IsInputRedirected)
            return Console.ReadLine() ?? "";
        Console.Write("PIN: ");
        var typed = new System.Text.StringBuilder();
        for (ConsoleKeyInfo key; (key = Console.ReadKey(intercept: true)).Key != ConsoleKey.Enter;)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else
                typed.Append(key.KeyChar);
        }

        Console.WriteLine();
        return typed.ToString();
    }

    private static Task<byte[]> Bytes(ParseResult parsed, Option<FileInfo> option, CancellationToken stop) =>
        File.ReadAllBytesAsync(parsed.GetValue(option)!.FullName, stop);

    private static string Say(EnrolKey.Answer answer) => $"key {answer.KeyId} of {answer.Subject}, valid to {answer.NotAfter:yyyy-MM-dd}";
}

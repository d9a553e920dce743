using System.CommandLine;
using DocFlow.Dispatch.Delivering;
using DocFlow.Dispatch.Transports;
using DocFlow.Platform;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;

namespace DocFlow.Host.Commands;

/// <summary><c>docflow peer add|change|list</c>: the exchanges and nodes that we hand packets to and collect from.</summary>
public static class PeerCommand
{
    private static readonly Option<string> Code = new("--code") { Description = "its agency code, or a name for it", Required = true };
    private static readonly Option<string?> Name = new("--name") { Description = "name" };
    private static readonly Option<string?> Endpoint = new("--endpoint") { Description = "address of its operations" };
    private static readonly Option<string?> SystemId = new("--system") { Description = "what our system is called there" };
    private static readonly Option<string?> SecretFile = new("--secret-file") { Description = "file with the secret that we share" };
    private static readonly Option<string?> User = new("--user") { Description = "user name (provincial)" };
    private static readonly Option<string?> PasswordFile = new("--password-file") { Description = "file with its password (provincial)" };
    private static readonly Option<string?> CertificateFile = new("--certificate-file")
    {
        Description = "file with the TLS certificate and its key (PEM) by which it knows us; an empty one: none",
    };

    private static readonly Option<string?> TrustFile = new("--trust-file")
    {
        Description = "file with the certificates or authorities (PEM) that it may show; an empty one: the machine's authorities",
    };

    private static readonly Option<bool?> Polled = new("--polled") { Description = "whether we collect there" };
    private static readonly Option<bool?> Others = new("--takes-others")
    {
        Description = "whether it is an axis: takes all that goes nowhere else, and brings packets in every agency's name",
    };
    private static readonly Option<bool?> Active = new("--active") { Description = "whether it is used" };

    private static readonly Option<string[]> For = new("--for")
    {
        Description = "codes of agencies that are reached by it", AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Dialect = Words("--dialect", "how it is spoken to", Peer.Vxp, Peer.Provincial);
    private static readonly Option<string?> Layout = Words("--layout", "order of elements in packets", "vpcp", "vnpt");

    private static readonly Option<string?> RecallBy =
        Words("--recall-by", "form of a recall: a status (13) or a document message (type 1)", Peer.ByStatus, Peer.ByMessage);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var add = Setting("add", "Add one; exit 1 when something is missing.");
        var change = Setting("change", "Change what is given; the rest stays.");
        var list = new Command("list", "All of them, and how they are.") { Office.Folder };
        list.SetAction(List);
        return new Command("peer", "Exchanges and nodes that packets are handed to.") { add, change, list };
    }

    private static Option<string?> Words(string name, string about, params string[] words)
    {
        var option = new Option<string?>(name) { Description = about };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static Command Setting(string name, string about)
    {
        var command = new Command(name, about)
        {
            Code, Name, Dialect, Endpoint, SystemId, SecretFile, User, PasswordFile, CertificateFile, TrustFile, Layout, RecallBy, Polled,
            Others, Active, For, Office.Folder,
        };
        command.SetAction((parsed, stop) =>
            Office.Run(parsed, office => Set(office, parsed, isNew: name == "add"), answer => $"peer {answer.Code}", stop));
        return command;
    }

    private static async Task<Outcome<SetPeer.Answer>> Set(Office office, ParseResult parsed, bool isNew)
    {
        var code = parsed.GetValue(Code)!.Trim();
        var (before, routes) = await office.Database.Read(
            async session => (await Peer.Find(session, code), await SetPeer.Recipients(session, code)));
        if (isNew != before is null)
            return isNew ? SetPeer.Exists : SetPeer.Unknown;
        var command = new SetPeer.Command(
            code, parsed.GetValue(Name) ?? before?.Name ?? code, parsed.GetValue(Endpoint) ?? before?.Endpoint ?? "",
            parsed.GetValue(SystemId) ?? before?.SystemId ?? "")
        {
            Secret = Read(parsed.GetValue(SecretFile)),
            Dialect = parsed.GetValue(Dialect) ?? before?.Dialect ?? Peer.Vxp,
            UserName = parsed.GetValue(User),
            Password = Read(parsed.GetValue(PasswordFile)),
            Certificate = Read(parsed.GetValue(CertificateFile)),
            Trusted = Read(parsed.GetValue(TrustFile)),
            Layout = parsed.GetValue(Layout) ?? before?.Layout ?? "vpcp",
            RecallBy = parsed.GetValue(RecallBy) ?? before?.RecallBy ?? Peer.ByStatus,
            Polled = parsed.GetValue(Polled) ?? before?.Polled ?? false,
            TakesOthers = parsed.GetValue(Others) ?? before?.TakesOthers ?? false,
            Active = parsed.GetValue(Active) ?? before?.Active ?? true,
            Recipients = parsed.GetValue(For) is { Length: > 0 } given ? given : routes,
        };
        var secrets = office.Get<PartnerSecrets>();
        return await office.Database.Write(session => SetPeer.Handle(command, session, secrets, By.Console));
    }

    private static async Task<int> List(ParseResult parsed, CancellationToken stop)
    {
        await using var office = await Office.Look(parsed, stop);
        foreach (var peer in await office.Database.Read(Peer.All, stop))
        {
            var words = new[]
            {
                peer.Polled == true ? "polled" : "", peer.TakesOthers == true ? "takes others" : "", peer.Active ? "" : "stopped",
                peer.CertificatePrint is { } print ? $"TLS certificate {print} until {peer.CertificateUntil:yyyy-MM-dd}" : "",
                peer.OpenUntil is { } until ? $"left alone until {until:u}: {peer.LastError}" : "",
                peer.PollError is { } error ? $"collecting failed: {error}" : "",
            };
            var state = string.Join(", ", words.Where(word => word.Length > 0));
            var place = $"{peer.Dialect}/{peer.Layout}  {peer.Endpoint}  as {peer.SystemId}";
            Console.WriteLine($"{peer.Code}  {peer.Name}  {place}  {state}".TrimEnd());
        }

        return 0;
    }

    private static string? Read(string? file) => file is null ? null : File.ReadAllText(file).Trim();
}

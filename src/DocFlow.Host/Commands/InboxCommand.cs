using System.CommandLine;
using DocFlow.Dispatch.Transports;
using DocFlow.EdXml.Packets;

namespace DocFlow.Host.Commands;

/// <summary><c>docflow agency inbox</c>: an agency without a system works its mailbox at a node from a command line.</summary>
public static class InboxCommand
{
    private const string About = """
        The mailbox of an agency at a node, from a command line: list, get, verify, accept, refuse, answer.

        Each command says where (--server), who (--system) and with which secret (--secret-file).
          docflow agency inbox list --server https://vanban.example.vn --system H53.01 --secret-file secret.txt
          docflow agency inbox get DOCID --out letters …            the packet and its files; it leaves the mailbox, its sender hears 01
          docflow agency inbox verify letters/DOCID.edxml --trust ca.pem
          docflow agency inbox accept letters/DOCID.edxml …         or refuse … --reason "…", agree …, disagree … --reason "…"
          docflow agency inbox answer letters/DOCID.edxml --file signed.pdf --number 12 --notation UBND-VP --date 2026-02-04 --subject "…" …

        Exit codes: 0 done; 1 the node, or a file, says no; 64 wrong usage; 69 the node did not answer (give the command again).
        """;

    private static readonly Argument<string> DocId = new("DOCID") { Description = "as the list names it" };
    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "folder for the packet and its files", DefaultValueFactory = _ => new DirectoryInfo("."),
    };

    private static readonly Option<bool> Leave = new("--leave") { Description = "leave it in the mailbox and tell its sender nothing" };
    private static readonly Option<bool> Statuses = new("--statuses") { Description = "what others say of documents, not documents" };

    /// <summary>The command.</summary>
    public static Command Create() => new("inbox", About)
    {
        List(),
        Get(),
        InboxVerify.Create(),
        InboxAnswers.Of("accept", "Accept the document of a packet (03).", StatusCode.Accepted),
        InboxAnswers.Of("refuse", "Refuse the document of a packet (02); its sender reads the reason.", StatusCode.Rejected),
        InboxAnswers.Of("agree", "Agree to what its sender asks: to give it back, to update or replace it (15).", StatusCode.ChangeAgreed),
        InboxAnswers.Of("disagree", "Do not agree to it (16); its sender reads the reason.", StatusCode.ChangeRefused),
        InboxReply.Create(),
    };

    private static Command List()
    {
        var list = InboxAccess.Create("list", "What waits, the oldest first: id, sender, when it came.", Statuses);
        list.SetAction((parsed, stop) => InboxAccess.Run(
            parsed,
            there => there.ListReceived(parsed.GetValue(Statuses) ? PacketKind.Status : PacketKind.Document, stop),
            Said));
        return list;
    }

    private static string Said(IReadOnlyList<WaitingPacket> waiting) => string.Join(
        Environment.NewLine, waiting.Select(one => $"{one.DocId}  {one.From}  {one.CreatedAt}").Append($"{waiting.Count} waiting"));

    private static Command Get()
    {
        var get = InboxAccess.Create("get", "Fetch a packet and its files; then it leaves the mailbox, and its sender hears 01.",
            DocId, Out, Leave);
        get.SetAction((parsed, stop) => InboxAccess.Run(
            parsed,
            there => InboxFetch.Handle(there, parsed.GetValue(DocId)!, parsed.GetValue(Out)!,
                parsed.GetValue(Leave) ? null : InboxAccess.Agency(parsed), stop),
            said => said));
        return get;
    }
}

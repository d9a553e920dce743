using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies.Directory;
using Entry = DocFlow.Platform.Identity.Agencies.Directory.ListedAgency;

namespace DocFlow.Dispatch.Transports;

/// <summary>
/// Takes over the list of agencies that a peer keeps. Its stray lines (no usable code, no name, a code twice) are left out and counted;
/// a mail address that is none is dropped.
/// </summary>
public sealed class TakePeerList(Database database, PeerLines lines)
{
    /// <summary>What became of it, and how many lines were left out.</summary>
    public sealed record Answer(TakeList.Answer Taken, int LeftOut);

    public async Task<Outcome<Answer>> Handle(string peerCode, bool evenIfShrunk, (string Id, string Name) by, CancellationToken stop)
    {
        if (await database.Read(session => Peer.Find(session, peerCode), stop) is not { } peer)
            return Refusal.NotFound("directory.peer-unknown",
                $"Không có kết nối {peerCode}.", $"There is no peer {peerCode}.");
        var listed = await lines.To(peer).ListAgencies(stop);
        if (listed.Fault is { } fault)
            return Refusal.Unavailable("directory.peer-away",
                $"Không lấy được danh sách của {peer.Name}: {fault}", $"The list of {peer.Name} could not be had: {fault}");

        var agencies = Entries(listed.Value);
        var command = new TakeList.Command("peer:" + peer.Code, agencies, evenIfShrunk);
        var taken = await database.Write(session => TakeList.Handle(command, session, by), stop);
        return taken.Then(answer => new Answer(answer, listed.Value.Count - agencies.Count));
    }

    // a peer names the agency above by its own id
    private static List<Entry> Entries(IReadOnlyList<ListedAgency> listed)
    {
        var codes = listed.Where(one => one.Id is not null).DistinctBy(one => one.Id).ToDictionary(one => one.Id!, one => one.Code);
        return [.. listed.Select(EntryOf).Where(entry => entry.WhyNot() is null).DistinctBy(entry => entry.Code.ToUpperInvariant())];

        Entry EntryOf(ListedAgency one)
        {
            var above = one.ParentId is { } id && codes.TryGetValue(id, out var code) && code != one.Code ? code : null;
            var entry = new Entry(one.Code, one.OldCode, one.Name, above, one.Mail).Trimmed();
            return entry.WhyNot() is null ? entry : entry with { Mail = null };
        }
    }
}

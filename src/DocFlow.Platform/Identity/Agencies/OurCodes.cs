using DocFlow.Platform.Data;
using DocFlow.Platform.Identity.Agencies.Directory;

namespace DocFlow.Platform.Identity.Agencies;

/// <summary>The codes under which this installation takes packets: its agency's, and those of units that have one (ADR 40).</summary>
public sealed class OurCodes
{
    private readonly Dictionary<string, string> _ours;

    private OurCodes(Agency us, IEnumerable<Unit> units)
    {
        var codes = units.Select(unit => unit.AgencyCode).OfType<string>().Append(us.Code);
        _ours = codes.DistinctBy(DirectoryEntry.KeyOf).ToDictionary(DirectoryEntry.KeyOf);
    }

    /// <summary>Reads them.</summary>
    public static async Task<OurCodes> Of(ReadSession session, Agency us) => new(us, await Unit.All(session));

    /// <summary>All of them, as we write them.</summary>
    public IReadOnlyCollection<string> All => _ours.Values;

    /// <summary>Whether it is one of ours as we write it, whatever the directory says.</summary>
    public bool Has(string code) => Named(code) is not null;

    /// <summary>Which of ours it is, as we write it; null when it is another agency's. Most need no look into the directory.</summary>
    public async Task<string?> Which(ReadSession session, string code) => Named(code) ?? Which(await DirectoryEntry.Codes(session, code));

    /// <summary>The same of an agency all of whose codes are known.</summary>
    public string? Which(BothCodes codes) => Named(codes.Said) ?? Named(codes.InForce) ?? Named(codes.Old);

    private string? Named(string code) => _ours.GetValueOrDefault(DirectoryEntry.KeyOf(code));
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DocFlow.Host.Agency;

/// <summary>
/// A recipient agency's own store: one folder a packet, named by the packet's id, that appears whole by a rename or not at all. The same
/// packet a second time finds its folder there. Of its own trust it holds <c>trust/*.pem</c> and <c>trust/*.crl</c>.
/// </summary>
public sealed class AgencyStore
{
    private const string RecordFile = "record.json";
    private const string AnsweredMark = "answered";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Lock _entering = new();
    private readonly string _received;
    private readonly string _arriving;

    /// <summary>Opens the store of a folder, or makes it there; what a kill left half written is thrown away.</summary>
    public AgencyStore(string folder)
    {
        (_received, _arriving, Trust) = (Path.Combine(folder, "received"), Path.Combine(folder, "arriving"), Path.Combine(folder, "trust"));
        if (Directory.Exists(_arriving))
            Directory.Delete(_arriving, recursive: true);
        foreach (var one in new[] { _received, _arriving, Trust })
            Directory.CreateDirectory(one);
    }

    /// <summary>The folder with the anchors (*.pem) and revocation lists (*.crl) that this agency goes by.</summary>
    public string Trust { get; }

    /// <summary>Whether this packet is recorded.</summary>
    public bool Has(Guid packet) => Directory.Exists(FolderOf(packet));

    /// <summary>Where a recorded packet lies.</summary>
    public string FolderOf(Guid packet) => Path.Combine(_received, packet.ToString("N"));

    /// <summary>Everything recorded, oldest first.</summary>
    public IReadOnlyList<AgencyRecord> All() =>
        [.. Directory.EnumerateDirectories(_received).Select(Read).OrderBy(record => record.ReceivedAt).ThenBy(record => record.PacketId)];

    /// <summary>The record of the document with this number and notation.</summary>
    public AgencyRecord Of(string code) => All().First(record => record.Code == code);

    /// <summary>What still has answers to give.</summary>
    public IReadOnlyList<AgencyRecord> Unanswered() =>
    [
        .. Directory.EnumerateDirectories(_received).Where(folder => !File.Exists(Path.Combine(folder, AnsweredMark)))
            .Select(Read).OrderBy(record => record.ReceivedAt),
    ];

    /// <summary>Room for a packet that is being looked at.</summary>
    public string Arriving() => Directory.CreateDirectory(Path.Combine(_arriving, Guid.CreateVersion7().ToString("N"))).FullName;

    /// <summary>Records what lies in that room; a packet that is recorded already stays as it is.</summary>
    public void Enter(string room, AgencyRecord record)
    {
        Write(Path.Combine(room, RecordFile), JsonSerializer.SerializeToUtf8Bytes(record, Json));
        lock (_entering)
        {
            if (Has(record.PacketId))
                Directory.Delete(room, recursive: true);
            else
                Directory.Move(room, FolderOf(record.PacketId));
        }
    }

    /// <summary>Every answer to this packet was taken.</summary>
    public void Answered(Guid packet) => Write(Path.Combine(FolderOf(packet), AnsweredMark), []);

    /// <summary>Writes a file that is whole or not there.</summary>
    public static void Write(string file, ReadOnlySpan<byte> bytes)
    {
        var temporary = file + ".new";
        using (var stream = File.Create(temporary))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }

    private static AgencyRecord Read(string folder) =>
        JsonSerializer.Deserialize<AgencyRecord>(File.ReadAllText(Path.Combine(folder, RecordFile), Encoding.UTF8), Json)!;
}

using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Storage;

namespace DocFlow.Dispatch.Exchange.Uploads;

/// <summary>A packet on its way in, piece by piece: what lies in its file before <c>Received</c> is whole and on the disk.</summary>
internal sealed record UploadRow
{
    public required Guid Id { get; init; }

    public required string ViaCode { get; init; }

    public required string Sha256 { get; init; }

    public required long Length { get; init; }

    public required long Received { get; init; }

    public string? Recipients { get; init; }

    /// <summary>What it is to hold.</summary>
    public StoredFile Packet => new(Sha256, Length);

    /// <summary>What the agency is told.</summary>
    public object Told => new { uploadId = Id, offset = Received, length = Length };

    /// <summary>An upload of the calling agency that its call names.</summary>
    public static async Task<Outcome<UploadRow>> Of(ReadSession session, Caller caller) =>
        Guid.TryParse(caller.Call["uploadId"], out var id)
            && await session.Find<UploadRow>(ById, new { Id = id, Via = caller.Agency.Code }) is { } row
            ? row
            : Unknown;

    public static Task<UploadRow?> OfPacket(ReadSession session, string via, string sha256) =>
        session.Find<UploadRow>(ByPacket, new { Via = via, Sha256 = sha256 });

    /// <summary>
    /// Whether this packet is here already, by the same way: whoever did not hear that it was taken, or names more recipients, need not
    /// bring it again.
    /// </summary>
    public static async Task<bool> IsHere(ReadSession session, string via, StoredFile packet) =>
        await session.One<long>(Brought, new { Via = via, packet.Sha256, packet.Length }) > 0;

    public Task Keep(Session session) =>
        session.Keep(Add, new { Id, ViaCode, Sha256, Length, Received, Recipients, session.Now });

    /// <summary>A piece more is whole and on the disk; false where another call was faster.</summary>
    public async Task<bool> Advance(Session session, long length) =>
        await session.Execute(Move, new { Id, Was = Received, Is = Received + length, session.Now }) > 0;

    public Task Forget(Session session) => session.Execute(Delete, new { Id });

    internal static Refusal Unknown { get; } = Refusal.NotFound("upload.unknown",
        "Không có lần tải lên này (có thể đã xong hoặc đã quá hạn); hãy bắt đầu lại.",
        "There is no such upload (it may be done, or too old); begin again.");

    private const string Columns = "id, via_code, promised as sha256, length, received, recipients";

    private const string ById = $"""
        select {Columns}
        from dispatch_upload
        where id = @Id and via_code = @Via
        """;

    private const string ByPacket = $"""
        select {Columns}
        from dispatch_upload
        where via_code = @Via and promised = @Sha256
        """;

    private const string Brought = """
        select count(*)
        from dispatch_packet
        where sha256 = @Sha256 and length = @Length and via_code = @Via and destroyed_at is null
        """;

    private const string Add = """
        insert into dispatch_upload (id, via_code, promised, length, received, recipients, created_at, changed_at)
        values (@Id, @ViaCode, @Sha256, @Length, @Received, @Recipients, @Now, @Now)
        """;

    private const string Move = """
        update dispatch_upload
        set received = @Is, changed_at = @Now
        where id = @Id and received = @Was
        """;

    private const string Delete = """
        delete from dispatch_upload
        where id = @Id
        """;
}

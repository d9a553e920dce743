using DocFlow.Platform;
using DocFlow.Platform.Data;

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

    /// <summary>What the agency is told.</summary>
    public object Told => new { uploadId = Id, offset = Received, length = Length };

    /// <summary>An upload of the calling agency that its call names.</summary>
    public static async Task<Outcome<UploadRow>> Of(ReadSession session, Caller caller) =>
        Guid.TryParse(caller.Call["uploadId"], out var id)
            && await session.Find<UploadRow>(ById, new { Id = id, Via = caller.Agency.Code }) is { } row
            ? row
            : Unknown;

    public static Task<UploadRow?> OfPacket(ReadSession session, Caller caller, string sha256) =>
        session.Find<UploadRow>(ByPacket, new { Via = caller.Agency.Code, Sha256 = sha256 });

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
}

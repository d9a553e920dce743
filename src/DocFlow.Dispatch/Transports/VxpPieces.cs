using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using DocFlow.EdXml.Exchange;
using DocFlow.Platform.Http;

namespace DocFlow.Dispatch.Transports;

/// <summary>
/// A large packet on its way to an exchange that takes it in pieces (ADR 32). The other side says from which byte it goes on, so a line
/// that was cut costs one piece: at once, and at the packet's next try by whatever process.
/// </summary>
internal sealed class VxpPieces(VxpTransport line, Outbound outbound, TimeProvider clock)
{
    /// <summary>What is larger goes in pieces.</summary>
    public const long Large = 16 * 1024 * 1024;

    /// <summary>The first piece; what comes after a cut is smaller.</summary>
    public const int LargestPiece = 8 * 1024 * 1024;

    /// <summary>Tries of one place, each with a smaller piece.</summary>
    public const int TriesWithoutProgress = 3;

    // a line of 32 KB a second carries it within a call's time
    private const int SmallestPiece = 512 * 1024;

    private sealed record Place(string UploadId, long Offset);

    /// <summary>The piece to try where one of this length did not get through: the line may be slow.</summary>
    public static int Smaller(int piece) => Math.Max(piece / 4, SmallestPiece);

    /// <summary>What came of it; null where the exchange knows no pieces, as the national gateway.</summary>
    public async Task<TransportAnswer<Handed>?> Send(PacketToSend packet, Stream file, CancellationToken stop)
    {
        var (begun, reached) = (clock.GetTimestamp(), -1L);
        for (var (tries, piece) = (0, LargestPiece); ; piece = Smaller(piece))
        {
            var place = await Begin(packet, stop);
            if (place.Fault is { } refused && !IsWeather(refused))
                return null;
            tries = place.Fault is null && place.Value.Offset > reached ? 1 : tries + 1;
            var answer = place.Fault is { } away ? away : await GoOn(packet, file, (place.Value, begun, piece), stop);
            if (answer.Fault is not { } fault || !GoesOn(fault) || tries == TriesWithoutProgress || IsLate(packet, begun, piece))
                return answer.Fault is { Status: 404 or 409 } lost ? lost with { Code = TransportFault.NoAnswer } : answer;
            reached = place.Fault is null ? Math.Max(reached, place.Value.Offset) : reached;
        }
    }

    private async Task<TransportAnswer<Place>> Begin(PacketToSend packet, CancellationToken stop)
    {
        var said = VxpTransport.Said(packet);
        said["length"] = Text(packet.Length);
        using var request = line.Call(HttpMethod.Post, "beginUpload", said);
        return (await outbound.Ask(request, 0, stop)).Then(PlaceOf);
    }

    // from the place reached to the end
    private async Task<TransportAnswer<Handed>> GoOn(
        PacketToSend packet, Stream file, (Place Place, long Begun, int Piece) at, CancellationToken stop)
    {
        var (place, begun, piece) = at;
        while (place.Offset < packet.Length)
        {
            if (IsLate(packet, begun, piece))
                return new TransportFault(TransportFault.NoAnswer, $"Only {place.Offset} bytes were taken in time.");
            var put = await Put(file, place, (int)Math.Min(piece, packet.Length - place.Offset), stop);
            if (put.Fault is { } fault)
                return fault;
            place = put.Value;
        }

        var said = VxpTransport.Said(packet);
        said["uploadId"] = place.UploadId;
        using var request = line.Call(HttpMethod.Post, "finishUpload", said);
        return VxpTransport.HandedOver(await outbound.Ask(request, packet.Length, stop));
    }

    private async Task<TransportAnswer<Place>> Put(Stream file, Place place, int length, CancellationToken stop)
    {
        using var content = new FilePiece(file, place.Offset, length);
        var said = new Dictionary<string, string>
        {
            ["uploadId"] = place.UploadId,
            ["offset"] = Text(place.Offset),
            ["hash-piece"] = await content.Sha256(stop),
        };
        using var request = line.Call(HttpMethod.Post, "putPiece", said, content);
        return (await outbound.Ask(request, length, stop)).Then(PlaceOf);
    }

    private static TransportAnswer<Place> PlaceOf(AxisAnswer done) =>
        AxisAnswer.Text(done.Data, "uploadId") is { } id
            && long.TryParse(AxisAnswer.Text(done.Data, "offset"), CultureInfo.InvariantCulture, out var offset) && offset >= 0
            ? new Place(id, offset)
            : new TransportFault(TransportFault.Unreadable, "The exchange did not say how far the packet came.");

    // the packet's claim ends when a call with it would
    private bool IsLate(PacketToSend packet, long begun, int piece) =>
        clock.GetElapsedTime(begun) + AxisLine.Within(piece) > AxisLine.Within(packet.Length);

    // speaks of this moment, not of pieces: whole it would fare no better
    private static bool IsWeather(TransportFault fault) =>
        fault.Code == TransportFault.NoAnswer || fault.Status is 401 or 408 or 425 or 429 or 502 or 503 or 504 or 507;

    // the line was cut, a piece was changed on its way, or another process was faster: the other side says where it stands
    private static bool GoesOn(TransportFault fault) => fault.Code is TransportFault.NoAnswer or "21" || fault.Status is 404 or 409;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Some bytes of a file as a call's body; they are never in memory as a whole.</summary>
    private sealed class FilePiece(Stream file, long from, int count) : HttpContent
    {
        private const int BufferSize = 64 * 1024;

        public async Task<string> Sha256(CancellationToken stop)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await Read((bytes, _) =>
            {
                hash.AppendData(bytes.Span);
                return ValueTask.CompletedTask;
            }, stop);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            Read(stream.WriteAsync, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = count;
            return true;
        }

        private async Task Read(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> take, CancellationToken stop)
        {
            var buffer = new byte[BufferSize];
            file.Position = from;
            for (var left = count; left > 0;)
            {
                var piece = buffer.AsMemory(0, Math.Min(left, BufferSize));
                await file.ReadExactlyAsync(piece, stop);
                await take(piece, stop);
                left -= piece.Length;
            }
        }
    }
}

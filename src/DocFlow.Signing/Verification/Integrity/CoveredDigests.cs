using System.Buffers;
using System.Security.Cryptography;
using DocFlow.Signing.Pdf.Reading;

namespace DocFlow.Signing.Verification.Integrity;

/// <summary>
/// The digests over what signatures cover. Signatures of one file share its beginning, so it is digested once and forked at each gap.
/// </summary>
internal static class CoveredDigests
{
    private const int Chunk = 1 << 16;

    /// <summary>One digest a coverage, in the order asked.</summary>
    public static byte[][] Of(PdfSource source, IReadOnlyList<(Coverage Coverage, HashAlgorithmName Hash)> wanted)
    {
        var digests = new byte[wanted.Count][];
        foreach (var same in Enumerable.Range(0, wanted.Count).GroupBy(i => wanted[i].Hash))
        {
            using var running = IncrementalHash.CreateHash(same.Key);
            var reached = 0L;
            foreach (var i in same.OrderBy(i => wanted[i].Coverage.GapStart))
            {
                var coverage = wanted[i].Coverage;
                Append(source, running, reached, coverage.GapStart);
                reached = coverage.GapStart;
                using var fork = running.Clone();
                Append(source, fork, coverage.GapEnd, coverage.End);
                digests[i] = fork.GetHashAndReset();
            }
        }

        return digests;
    }

    private static void Append(PdfSource source, IncrementalHash digest, long from, long to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        for (var read = 1; from < to && read > 0; from += read)
        {
            read = source.Read(from, buffer.AsSpan(0, (int)Math.Min(Chunk, to - from)));
            digest.AppendData(buffer, 0, read);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}

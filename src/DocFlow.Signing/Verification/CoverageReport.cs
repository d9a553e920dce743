using DocFlow.Signing.Pdf;
using DocFlow.Signing.Verification.Integrity;

namespace DocFlow.Signing.Verification;

/// <summary>What of the file a signature covers.</summary>
/// <param name="End">It covers the bytes before this one, all but the room of its own value.</param>
/// <param name="GapStart">Where that room begins.</param>
/// <param name="GapEnd">Where that room ends.</param>
/// <param name="Revision">The saved version that it closes, from 0.</param>
/// <param name="WholeFile">Whether the file ends where the coverage ends.</param>
public sealed record CoverageReport(long End, long GapStart, long GapEnd, int Revision, bool WholeFile)
{
    internal static CoverageReport Of(Coverage coverage, IReadOnlyList<PdfRevision> revisions, long fileLength) =>
        new(coverage.End, coverage.GapStart, coverage.GapEnd,
            Math.Max(0, revisions.Count(one => one.XrefOffset < coverage.End) - 1), coverage.End == fileLength);
}

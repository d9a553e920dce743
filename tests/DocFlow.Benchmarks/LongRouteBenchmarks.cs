using BenchmarkDotNet.Attributes;
using DocFlow.Signing.Verification;

namespace DocFlow.Benchmarks;

/// <summary>Verifying a file of 5 MB that ten people have signed.</summary>
[Config(typeof(ShortInProcess))]
public class LongRouteBenchmarks
{
    private readonly LongRoute _route = new(10, 5_000_000);

    [GlobalCleanup]
    public void Close() => _route.Dispose();

    [Benchmark]
    public Verdict Verify_ten_signatures() => PdfVerifier.Verify(new MemoryStream(_route.Signed), _route.Policy).Verdict;
}

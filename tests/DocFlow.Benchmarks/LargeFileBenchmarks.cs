using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace DocFlow.Benchmarks;

/// <summary>Signing large files beside the bare digest of their bytes.</summary>
[Config(typeof(ShortInProcess))]
public class LargeFileBenchmarks
{
    private readonly byte[] _picture = SignedLetter.Picture(1);
    private SignedLetter _letter = null!;
    private MemoryStream _output = null!;

    [Params(1_000_000, 20_000_000)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Open() => (_letter, _output) = (new SignedLetter(Size), new MemoryStream(Size + SignedLetter.LargestUpdate));

    [GlobalCleanup]
    public void Close() => _letter.Dispose();

    [Benchmark(Baseline = true)]
    public byte[] Bare_SHA_256() => SHA256.HashData(_letter.Laid);

    [Benchmark]
    public long Sign_visibly()
    {
        _output.Position = 0;
        SignedLetter.Sign(_letter.Laid, "Signer1", _picture, _letter.Leader, _output);
        return _output.Position;
    }
}

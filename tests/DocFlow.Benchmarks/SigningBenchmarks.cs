using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Verification;

namespace DocFlow.Benchmarks;

/// <summary>What signing and verifying cost beside the bare RSA operation: read the ratio column.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SigningBenchmarks
{
    private readonly SignedLetter _letter = new(100_000);
    private readonly byte[] _digest = SHA256.HashData("digest"u8);
    private readonly byte[] _picture = SamplePictures.Signature(1);
    private TrustPolicy _policy = null!;

    [GlobalSetup]
    public void Trust() => _policy = TrustPolicy.Of(
        [_letter.Authority.Root], [File.ReadAllBytes(_letter.Authority.CrlFile)], TimeProvider.System);

    [GlobalCleanup]
    public void Close() => _letter.Dispose();

    [Benchmark(Baseline = true)]
    public byte[] Bare_RSA_2048() => _letter.Leader.SignDigest(_digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark]
    public long Sign_visibly()
    {
        var output = new MemoryStream(_letter.Laid.Length * 2);
        SignedLetter.Sign(_letter.Laid, "Signer1", _picture, _letter.Leader, output);
        return output.Length;
    }

    [Benchmark]
    public Verdict Verify_both_with_change_analysis() =>
        PdfVerifier.Verify(new MemoryStream(_letter.Sealed), _policy).Verdict;
}

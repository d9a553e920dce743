using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using DocFlow.Signing.Signatures;
using DocFlow.Signing.Verification;

namespace DocFlow.Benchmarks;

/// <summary>What signing and verifying a letter of 100 KB cost beside the bare RSA operation: read the ratio column.</summary>
[Config(typeof(ShortInProcess))]
public class SigningBenchmarks
{
    private const int Together = 32;
    private readonly SignedLetter _letter = new(100_000);
    private readonly byte[] _digest = SHA256.HashData("digest"u8);
    private readonly byte[] _picture = SignedLetter.Picture(1);

    [GlobalCleanup]
    public void Close() => _letter.Dispose();

    [Benchmark(Baseline = true)]
    public byte[] Bare_RSA_2048() => _letter.Leader.SignDigest(_digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark]
    public byte[] SignedCms_for_comparison() => BareCms.Sign(_digest, _letter.Certificate);

    [Benchmark]
    public long Sign_visibly() => Sign(_letter.Laid);

    [Benchmark(OperationsPerInvoke = Together)]
    public void Sign_visibly_on_two_threads() =>
        Parallel.For(0, Together, new ParallelOptions { MaxDegreeOfParallelism = 2 }, _ => Sign(_letter.Laid));

    [Benchmark]
    public long Sign_visibly_in_three_steps()
    {
        var (output, key) = (Room(_letter.Laid), _letter.Leader);
        var request = new SignatureRequest("Signer1", TimeProvider.System.GetLocalNow()) { Picture = _picture };
        var prepared = PdfSigner.Prepare(new MemoryStream(_letter.Laid), request, key.Certificate, key.Chain).Answer;
        var signature = key.SignDigest(prepared.ToBeSigned, request.Hash, request.Padding);
        return PdfSigner.Place(new MemoryStream(_letter.Laid), prepared, signature, output).Refusal is null ? output.Length : 0;
    }

    [Benchmark]
    public Verdict Verify_both_with_change_analysis() => PdfVerifier.Verify(new MemoryStream(_letter.Sealed), _letter.Policy).Verdict;

    private long Sign(byte[] laid)
    {
        var output = Room(laid);
        SignedLetter.Sign(laid, "Signer1", _picture, _letter.Leader, output);
        return output.Length;
    }

    private static MemoryStream Room(byte[] laid) => new(laid.Length + SignedLetter.LargestUpdate);
}

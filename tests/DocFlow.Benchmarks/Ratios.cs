using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Verification;

namespace DocFlow.Benchmarks;

/// <summary>The figures in the README of the library, measured in about a minute.</summary>
public sealed class Ratios : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    private readonly SignedLetter _letter = new(100_000);
    private readonly byte[] _digest = SHA256.HashData("digest"u8);
    private readonly byte[] _picture = SamplePictures.Signature(1);
    private readonly TrustPolicy _policy;

    private Ratios() => _policy = TrustPolicy.Of(
        [_letter.Authority.Root], [File.ReadAllBytes(_letter.Authority.CrlFile)], TimeProvider.System);

    public static int Print()
    {
        using var ratios = new Ratios();
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, RSA-2048, one thread unless said");
        Console.WriteLine("                                            microseconds     share   allocated   wanted");
        ratios.Small();
        ratios.Large(1_000_000, 10, "");
        ratios.Large(20_000_000, 1, ">= 60 %");
        ratios.TwoThreads();
        ratios.TenSigners();
        return 0;
    }

    public void Dispose() => _letter.Dispose();

    private void Small()
    {
        var costs = Measure.InTurn(Short,
            new Work("RSA.SignHash alone", 20, () => SignAlone()),
            new Work("SignedCms alone, for comparison", 20, SignCms),
            new Work("sign 100 KB visibly, B-B", 20, () => Sign(_letter.Laid, new MemoryStream(_letter.Laid.Length + 50_000))),
            new Work("verify two signatures with all changes", 20, Verify));
        Print(costs, ["", "", ">= 40 %, <= 300 KB", ">= 25 %"]);
    }

    private void Large(int size, int times, string wanted)
    {
        using var letter = new SignedLetter(size);
        var output = new MemoryStream(size + 50_000);
        var costs = Measure.InTurn(Short,
            new Work($"SHA-256 of {size / 1_000_000} MB alone", times, () => SHA256.HashData(letter.Laid)),
            new Work($"sign {size / 1_000_000} MB visibly, B-B", times, () => Sign(letter.Laid, output)));
        Print(costs, ["", wanted]);
    }

    private void TwoThreads()
    {
        MemoryStream[] outputs = [new(_letter.Laid.Length + 50_000), new(_letter.Laid.Length + 50_000)];
        var bare = Measure.OfTwoThreads(Short, _ => SignAlone());
        var signing = Measure.OfTwoThreads(Short, thread => Sign(_letter.Laid, outputs[thread]));
        Console.WriteLine($"{"two threads by one: RSA.SignHash alone",-44}{bare,22:F2}");
        Console.WriteLine($"{"two threads by one: sign 100 KB",-44}{signing,22:F2}                >= 1.8");
    }

    private void TenSigners()
    {
        using var route = new LongRoute(10, 5_000_000);
        var costs = Measure.InTurn(Short, new Work("verify ten signatures on 5 MB", 1, () =>
        {
            if (PdfVerifier.Verify(new MemoryStream(route.Signed), route.Policy).Verdict != Verdict.Passed)
                throw new InvalidOperationException("The letter that ten people signed does not pass.");
        }));
        Print(costs, ["<= 50,000 us"]);
    }

    private byte[] SignAlone() => _letter.Leader.SignDigest(_digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private void SignCms()
    {
        var cms = new SignedCms(new ContentInfo(_digest), detached: true);
        cms.ComputeSignature(new CmsSigner(_letter.Leader.Certificate) { IncludeOption = X509IncludeOption.EndCertOnly });
        cms.Encode();
    }

    private void Sign(byte[] laid, MemoryStream output)
    {
        output.Position = 0;
        if (SignedLetter.Sign(laid, "Signer1", _picture, _letter.Leader, output).Refusal is { } refusal)
            throw new InvalidOperationException(refusal.En);
    }

    private void Verify()
    {
        if (PdfVerifier.Verify(new MemoryStream(_letter.Sealed), _policy).Verdict != Verdict.Passed)
            throw new InvalidOperationException("The letter does not pass.");
    }

    private static void Print(List<Cost> costs, string[] wanted)
    {
        foreach (var (cost, hope) in costs.Zip(wanted))
            Console.WriteLine($"{cost.Name,-44}{cost.Micros,12:N0}{cost.Share,10:P0}{cost.Bytes / 1000,9:N0} KB   {hope}");
    }
}

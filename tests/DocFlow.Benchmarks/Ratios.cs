using System.Security.Cryptography;
using DocFlow.Signing.Composing;
using DocFlow.Signing.Verification;

namespace DocFlow.Benchmarks;

/// <summary>The figures of the library's README, measured in a minute.</summary>
public static class Ratios
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(5);

    public static int Print()
    {
        using var letter = new SignedLetter();
        var (digest, picture, output) = (SHA256.HashData("digest"u8), SamplePictures.Signature(1), new MemoryStream(200_000));
        var policy = TrustPolicy.Of([letter.Authority.Root], [File.ReadAllBytes(letter.Authority.CrlFile)], TimeProvider.System);
        var costs = Measure.InTurn(Each,
            new Work("RSA-2048", 20, () => letter.Leader.SignDigest(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            new Work("sign visibly", 10, () =>
            {
                output.SetLength(0);
                SignedLetter.Sign(letter.Laid, "Signer1", picture, letter.Leader, output);
            }),
            new Work("verify two signatures", 10, () => PdfVerifier.Verify(new MemoryStream(letter.Sealed), policy)));
        foreach (var cost in costs)
            Console.WriteLine($"{cost.Name,-24} {cost.Micros,9:F1} us  best {cost.Best,9:F1} us  "
                + $"{costs[0].Micros / cost.Micros:P1} of raw, best {costs[0].Best / cost.Best:P1}  {cost.Bytes / 1000.0:F0} KB");
        return 0;
    }
}

using System.Security.Cryptography;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>Key files with bytes changed at random, from a seed: each is an answer, none an accident.</summary>
public sealed class Pkcs12FuzzTests
{
    private const int Cases = 300;

    [TestCase(1, "-legacy")]
    [TestCase(2, "-noiter")]
    [TestCase(3, "-nomac")]
    public void A_mutated_key_file_is_always_an_answer(int seed, string closing)
    {
        using var fresh = TestKeys.New("P-256");
        var certificate = TestKeys.Certify(fresh, TestAuthority.Instance.Root, RSASignaturePadding.Pkcs1);
        var file = OpensslFiles.Pkcs12(certificate, "1", [TestAuthority.Instance.Root], closing);
        var random = new Random(seed);

        var answers = Enumerable.Range(0, Cases).Select(_ => Pkcs12Key.Open(Mutated(file, random), "1")).ToList();

        Assert.That(answers, Has.Count.EqualTo(Cases));
        Assert.That(answers, Is.All.Matches<KeyOpening>(one => one.Key is null == (one.State != KeyState.Opened)));
        Assert.That(answers.Select(one => one.State).Distinct().Count(), Is.GreaterThan(2));
    }

    private static byte[] Mutated(byte[] file, Random random)
    {
        var twin = (byte[])file.Clone();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            twin[random.Next(twin.Length)] = (byte)random.Next(256);
        return random.Next(10) == 0 ? twin[..random.Next(twin.Length)] : twin;
    }
}

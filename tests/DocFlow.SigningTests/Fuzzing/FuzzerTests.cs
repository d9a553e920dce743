using NUnit.Framework;

namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>A few hundred cases each time; a hundred thousand by <c>dotnet run … DocFlow.Benchmarks -- fuzz</c>.</summary>
public sealed class FuzzerTests
{
    [Test]
    public void Whatever_is_done_to_a_file_it_is_read_as_documented_and_no_changed_signed_byte_passes()
    {
        var failures = new Fuzzer(seed: 3, TimeSpan.FromMinutes(1)).Run(0, 400).ToList();

        Assert.That(failures.Select(one => $"seed {one.Seed} case {one.Case} ({one.Name}): {one.What}"), Is.Empty);
    }

    [Test]
    public void A_case_can_be_made_again_by_its_number()
    {
        var (once, again) = (new Fuzzer(7, TimeSpan.MaxValue).Make(42), new Fuzzer(7, TimeSpan.MaxValue).Make(42));

        Assert.That(again.Bytes, Is.EqualTo(once.Bytes));
        Assert.That(again.From, Is.SameAs(once.From));
    }
}

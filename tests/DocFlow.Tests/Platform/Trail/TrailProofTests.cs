using System.Text.Json;
using DocFlow.Platform.Messaging;
using DocFlow.Platform.Trail;
using NUnit.Framework;

namespace DocFlow.Tests.Platform.Trail;

public sealed class TrailProofTests
{
    private TrailDesk _desk = null!;

    [SetUp]
    public void Open() => _desk = new TrailDesk();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public async Task Each_entry_s_proof_holds_after_a_journey_as_json()
    {
        await _desk.Act(times: 3);
        await _desk.Act(times: 1);

        var proofs = await Proofs();

        Assert.That(proofs, Has.Count.EqualTo(4));
        Assert.That(proofs.Select(proof => proof.Fault()), Is.All.Null);
    }

    [Test]
    public async Task A_proof_changed_anywhere_no_longer_holds()
    {
        await _desk.Act(times: 3);
        // of nine leaves the ninth has a path of one step, the same read backwards
        var proof = (await Proofs()).First(one => one.Path.Count > 1);
        using var other = new TrailDesk();

        Assert.That((proof with { Entry = proof.Entry with { Act = "refused" } }).Fault(), Does.Contain("entry is not what"));
        Assert.That((proof with { LeafIndex = proof.LeafIndex + 1 }).Fault(), Does.Contain("does not stand under this root"));
        Assert.That((proof with { Path = [.. proof.Path.Reverse()] }).Fault(), Does.Contain("does not stand under this root"));
        Assert.That((proof with { Path = ["not hex"] }).Fault(), Does.Contain("does not stand under this root"));
        Assert.That((proof with { Root = proof.Root with { Number = 9 } }).Fault(), Does.Contain("root is not what"));
        Assert.That((proof with { NodeKey = other.Key.Public }).Fault(), Does.Contain("not signed by this key"));
        Assert.That((proof with { NodeKey = "AAAA" }).Fault(), Does.Contain("not signed by this key"));
    }

    // RFC 6962 section 2.1.3 draws the trees of one to seven leaves; every size up to 40 takes every branch of both functions
    [Test]
    public void Every_leaf_of_every_tree_leads_to_its_root_and_to_no_other()
    {
        for (var count = 1; count <= 40; count++)
        {
            var leaves = Enumerable.Range(0, count).Select(leaf => $"{leaf:x64}").ToList();
            var root = MerkleTree.Root(leaves);
            for (var index = 0; index < count; index++)
            {
                var path = MerkleTree.Path(leaves, index);
                Assert.That(MerkleTree.RootOf(leaves[index], index, count, path), Is.EqualTo(root), $"{index} of {count}");
                Assert.That(MerkleTree.RootOf(new string('f', 64), index, count, path), Is.Not.EqualTo(root), $"{index} of {count}");
            }
        }
    }

    // from the reference implementation's test data (certificate-transparency, merkle_tree_test): one leaf whose data is empty
    [Test]
    public void A_leaf_is_hashed_with_a_zero_before_it()
    {
        Assert.That(MerkleTree.Root([""]), Is.EqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"));
    }

    private async Task<IReadOnlyList<TrailProof>> Proofs()
    {
        var proofs = await _desk.Office.Database.Read(session => TrailProof.Of(session, _desk.Subjects[1], _desk.Key));
        var text = JsonSerializer.Serialize(proofs, MessageJson.Options);
        return JsonSerializer.Deserialize<IReadOnlyList<TrailProof>>(text, MessageJson.Options)!;
    }
}

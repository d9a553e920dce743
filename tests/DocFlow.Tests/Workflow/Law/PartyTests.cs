using DocFlow.Platform.Identity;
using DocFlow.Workflow.Law;
using NUnit.Framework;

namespace DocFlow.Tests.Workflow.Law;

public sealed class PartyTests
{
    private static readonly Guid?[] People = [null, Guid.CreateVersion7(), Guid.CreateVersion7()];
    private static readonly Guid?[] Units = [null, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

    [Test]
    public void The_parties_named_for_a_person_are_exactly_those_that_admit_them()
    {
        var posts = new[] { new Post(Units[1]!.Value, "A", Role.Leader, ""), new Post(Units[2]!.Value, "B", Role.Clerk, "") };
        var actor = new Actor(People[1]!.Value, "name", "Name", MaySeal: false, posts);

        var admitting = Every().Where(party => party.Admits(actor));

        Assert.That(Party.Admitting(actor), Is.EquivalentTo(admitting));
    }

    private static IEnumerable<Party> Every() =>
        from person in People
        from role in Enum.GetValues<Role>().Cast<Role?>().Append(null)
        from unit in Units
        select new Party { Person = person, Role = role, Unit = unit };
}

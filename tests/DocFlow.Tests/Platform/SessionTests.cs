using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using NUnit.Framework;

namespace DocFlow.Tests.Platform;

public sealed class SessionTests
{
    private TestInstallation _office = null!;

    [SetUp]
    public void Open() => _office = new TestInstallation();

    [TearDown]
    public void Close() => _office.Dispose();

    [Test]
    public async Task Numbers_taken_by_many_writers_at_once_have_no_gap_and_no_double()
    {
        var takers = Enumerable.Range(0, 50).Select(_ => _office.Database.Write(session => session.TakeNumber("incoming/2026")));

        var numbers = await Task.WhenAll(takers);

        Assert.That(numbers.Order(), Is.EqualTo(Enumerable.Range(1, 50)));
    }

    [Test]
    public async Task A_refused_act_gives_its_number_back()
    {
        await _office.Database.Write(async Task<Outcome<int>> (session) =>
        {
            await session.TakeNumber("incoming/2026");
            return Refusal.Conflict("document.duplicate", "Trùng.", "Duplicate.");
        });

        var next = await _office.Database.Write(session => session.TakeNumber("incoming/2026"));

        Assert.That(next, Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_request_again_gets_the_same_answer_and_works_once()
    {
        var once = new Once(_office.Database);
        var key = new RequestKey("k1", "user", "POST /x");

        var first = await once.Run(key, "body", Take);
        var again = await once.Run(key, "body", Take);

        Assert.That((first.Answer, again.Answer), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_key_used_for_another_request_is_refused()
    {
        var once = new Once(_office.Database);
        await once.Run(new RequestKey("k1", "user", "POST /x"), "body", Take);

        var other = await once.Run(new RequestKey("k1", "user", "POST /x"), "other body", Take);

        Assert.That(other.Refusal?.Code, Is.EqualTo("request.key-reused"));
    }

    private static async Task<Outcome<int>> Take(Session session) => await session.TakeNumber("n");
}

using DocFlow.Dispatch.Exchange;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace DocFlow.Tests.Dispatch.Exchange;

public sealed class ForgetNoncesTests
{
    [Test]
    public async Task A_call_is_forgotten_once_it_is_too_old_to_be_let_in_again()
    {
        using var office = new TestInstallation();
        var expires = new { Expires = office.Clock.Now.AddMinutes(10) };
        await office.Run("insert into dispatch_nonce (system_id, nonce, expires_at) values ('H53', 'mac', @Expires)", expires);
        var sweep = new ForgetNonces(office.Database, null!, NullLogger<ForgetNonces>.Instance);

        await sweep.Round(default);
        var early = await Count(office);
        office.Clock.Now += TimeSpan.FromMinutes(11);
        await sweep.Round(default);

        Assert.That((early, await Count(office)), Is.EqualTo((1, 0)));
    }

    private static Task<long> Count(TestInstallation office) =>
        office.Database.Read(session => session.One<long>("select count(*) from dispatch_nonce"));
}

using DocFlow.Contracts;
using DocFlow.Platform.Data;
using DocFlow.Platform.Messaging;

namespace DocFlow.Dispatch.Delivering;

/// <summary>A day became one off, or one that is worked; what was said later counts, in whatever order it comes.</summary>
public sealed class KeepDayOff(Database database, Subscriptions subscriptions) : OnceConsumer<DayOffChanged>(database, subscriptions)
{
    protected override async Task Handle(DayOffChanged message, Session session)
    {
        if (await session.One<long>(Later, new { message.Day, message.At }) > 0)
            return;
        await session.Execute(Forget, new { message.Day });
        await session.Execute(Keep, new { message.Day, Kind = message.IsOff ? "off" : "worked", message.At });
    }

    private const string Later = """
        select count(*)
        from dispatch_day_off
        where day = @Day and changed_at > @At
        """;

    private const string Forget = """
        delete from dispatch_day_off
        where day = @Day
        """;

    private const string Keep = """
        insert into dispatch_day_off (day, kind, changed_at)
        values (@Day, @Kind, @At)
        """;
}

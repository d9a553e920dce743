using DocFlow.Intake.Packets;
using DocFlow.Intake.Recalling;
using DocFlow.Intake.Replies;
using DocFlow.Intake.Screening;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Intake;

/// <summary>What the host composes of this service.</summary>
public static class IntakeRoom
{
    /// <summary>The room.</summary>
    public static Room Room { get; } = new("intake", typeof(IntakeRoom).Assembly)
    {
        Register = Register,
        Map = IntakeRoutes.Map,
        Consumers =
        [
            typeof(RecordHandover), typeof(RecordAnswer), typeof(TakeInPacket), typeof(TellHandling), typeof(NoteIssued),
            typeof(NoteRecall), typeof(NoteChange),
        ],
        Checks = CheckIntake.Checks,
        Told = CheckIntake.Told,
        Heard = CheckIntake.Heard,
        Files = CheckIntake.Files,
        FindDocument = IntakeEvidence.Find,
        ExchangeIds = IntakeEvidence.ExchangeIds,
        Evidence = IntakeEvidence.Of,
        UsesOf = DocumentUses.InRegister,
        Stages = session => session.List<StageCount>(Waiting),
        Entrances =
        [
            new("/intake", "Bàn văn thư", "Clerk's desk", Role.Clerk) { Waiting = AtTheDesk },
            new("/intake/requests", "Yêu cầu của nơi gửi", "Senders' requests", Role.Clerk, Role.Leader)
            {
                Waiting = (session, _) => ListRequests.Count(session),
            },
            new("/intake/register", "Sổ văn bản đến", "Incoming register", Role.Clerk, Role.Leader, Role.Inspector),
        ],
    };

    private static async Task<long> AtTheDesk(ReadSession session, Actor actor) =>
        await ListPackets.Count(session) + await ListFiles.Count(session);

    private static void Register(IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("Intake").Get<IntakeOptions>() ?? new())
        .AddSingleton<TrustedAuthorities>()
        .AddSingleton<ScreenFile>()
        .AddSingleton<OpenPacket>()
        .AddSingleton<SecretFiles>()
        .AddSingleton<ReceiveFile>()
        .AddSingleton<RegisterDocument>()
        .AddSingleton<DecideFile>()
        .AddSingleton<ReadFile>()
        .AddSingleton<DocumentUses>().AddSingleton<ShowRequest>().AddSingleton<DecideRequest>();

    private const string Waiting = """
        select state as stage, count(*) as count, min(received_at) as oldest
        from intake_file
        where state in ('Ready', 'Held')
        group by state
        """;
}

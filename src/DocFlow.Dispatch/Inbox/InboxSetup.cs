using DocFlow.Dispatch.Exchange;
using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DocFlow.Dispatch.Inbox;

/// <summary>The room's part for agencies without a system.</summary>
internal static class InboxSetup
{
    public static Entrance Door { get; } = new(ForPartnersAttribute.Start, "Hộp thư", "Inbox") { ForPartners = true, Waiting = Waiting };

    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddSingleton<UnpackLetter>().AddSingleton<SayStatus>().AddSingleton<OpenLetter>().AddSingleton<AnswerLetter>()
        .AddSingleton<ReplyLetter>().AddSingleton<TakeNews>().AddSingleton<ReadLetterFile>()
        .AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection("Mail").Get<MailOptions>() ?? new())
        .AddSingleton<Mailer>();

    private static async Task<long> Waiting(ReadSession session, Actor actor) =>
        await Partner.OfCode(session, actor.PartnerCode!) is { } agency ? await Mailbox.Count(session, agency, PacketRow.Document) : 0;
}

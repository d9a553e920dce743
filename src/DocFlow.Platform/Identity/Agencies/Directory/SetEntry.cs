using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Agencies.Directory;

/// <summary>
/// POST /administration/directory: an administrator writes an agency into the directory or corrects it there. What is corrected beyond its
/// mail address is the administrator's from then on: no list changes it any more.
/// </summary>
public static class SetEntry
{
    /// <summary>The agency as it is to stand there.</summary>
    public sealed record Command(string Code, string? OldCode, string Name, string? ParentCode, string? Mail, bool Active = true);

    /// <summary>The entry.</summary>
    public sealed record Answer(string Code);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/directory", async (
        Command command, RequestKey key, Actor actor, Once once, Language language) =>
        (await once.Run(key, command, session => Handle(command, session, By.Person(actor)))).ToResult(language));

    /// <summary>Writes it.</summary>
    public static async Task<Outcome<Answer>> Handle(Command command, Session session, (string Id, string Name) by)
    {
        var line = new ListedAgency(command.Code, command.OldCode, command.Name, command.ParentCode, command.Mail).Trimmed();
        if (line.WhyNot() is { } why)
            return Refusal.Invalid("directory.entry-invalid", why.Vi, why.En);

        await session.TakeNumber(SearchDirectory.Revision);
        var before = await session.Find<DirectoryEntry>(ByCode, new { Key = DirectoryEntry.KeyOf(line.Code) });
        var source = before is not null && line.SaysTheSame(before) && before.Active == command.Active
            ? before.Source
            : DirectoryEntry.ByHand;
        await DirectoryRows.Replace(session, [line.ToRow(source, command.Active, session.Now)]);
        await session.Record(DirectoryEntry.Subject, before is null ? "directory-entry-added" : "directory-entry-changed", by, command);
        return new Answer(line.Code);
    }

    private const string ByCode = $"""
        select {DirectoryEntry.Columns}
        from identity_directory
        where code_key = @Key
        """;
}

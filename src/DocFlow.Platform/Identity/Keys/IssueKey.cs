using System.Security.Cryptography;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Keys;

/// <summary>
/// POST /administration/local-keys: the local authority makes a key and certificate for a person or the seal and enrols it. For trying
/// DocFlow out; an agency in production brings keys of the public authority.
/// </summary>
public sealed class IssueKey(Database database, EnrolKey enrol, KeyMaking keys)
{
    private const int ShortestPin = 6;

    /// <summary>Whose key (no owner means the seal), the PIN to protect it with, and the picture to show.</summary>
    public sealed record Command(Guid? OwnerId, string Pin, byte[] Image)
    {
        /// <summary>Never the PIN.</summary>
        public override string ToString() => $"local key for {OwnerId?.ToString() ?? "the seal"}";
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/local-keys", async (
        Command command, RequestKey key, Actor actor, IssueKey issue, Language language) =>
        (await issue.Handle(command, key, By.Person(actor))).ToResult(language));

    /// <summary>Makes and enrols it.</summary>
    public async Task<Outcome<EnrolKey.Answer>> Handle(Command command, RequestKey key, (string Id, string Name) by)
    {
        if (!EnrolKey.IsPng(command.Image))
            return EnrolKey.NotPng;
        if (command.Pin is not { Length: >= ShortestPin and <= 64 })
            return WeakPin;

        var request = new { command.OwnerId, Image = SHA256.HashData(command.Image) };
        if (await database.Read(session => Once.Earlier<EnrolKey.Answer>(session, key, request)) is { } earlier)
            return earlier;

        var holder = await database.Read(session => Holder(session, command.OwnerId));
        if (holder.Refusal is { } refusal)
            return refusal;

        var made = new EnrolKey.Command(command.OwnerId, keys.Issue(holder.Answer, command.Pin), command.Image, command.Pin);
        return await enrol.Keep(made, (session, answer) => Once.Keep(session, key, request, answer), by);
    }

    private static async Task<Outcome<CertificateHolder>> Holder(ReadSession session, Guid? owner)
    {
        var enrolled = await Agency.Need(session);
        if (enrolled.Refusal is { } refusal)
            return refusal;
        var agency = enrolled.Answer;
        if (owner is not { } person)
            return new CertificateHolder(agency.Name, agency.Name, agency.Code, Post: null, IsSeal: true);
        return await Person.Find(session, person) is { } actor
            ? new CertificateHolder(actor.FullName, agency.Name, agency.Code, actor.Posts is [var post, ..] ? post : null, IsSeal: false)
            : Account.Unknown;
    }

    private static readonly Refusal WeakPin = Refusal.Invalid("key.pin-weak",
        $"Mã PIN phải có từ {ShortestPin} đến 64 ký tự.",
        $"A PIN has {ShortestPin} to 64 characters.");
}

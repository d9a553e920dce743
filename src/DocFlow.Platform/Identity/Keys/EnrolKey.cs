using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Platform.Data;
using DocFlow.Platform.Http;
using DocFlow.Platform.Storage;
using DocFlow.Platform.Trail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DocFlow.Platform.Identity.Keys;

/// <summary>
/// POST /administration/keys: an administrator enrols a key that a person (or the agency, for its seal) brings: a PKCS#12 file, the picture
/// to show, and the PIN, which is used once to see that it opens the file.
/// </summary>
public sealed class EnrolKey(Database database, KeyFolder folder, ContentStore content, KeyMaking keys)
{
    private const int LargestImage = 1_000_000;

    /// <summary>The key. No owner means the agency's seal.</summary>
    public sealed record Command(Guid? OwnerId, byte[] Pkcs12, byte[] Image, string Pin)
    {
        /// <summary>Never the PIN.</summary>
        public override string ToString() => $"key for {OwnerId?.ToString() ?? "the seal"}";
    }

    /// <summary>The key enrolled.</summary>
    public sealed record Answer(Guid KeyId, string Subject, DateTimeOffset NotAfter);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/keys", async (
        Command command, RequestKey key, Actor actor, EnrolKey enrol, Language language) =>
        (await enrol.Handle(command, key, By.Person(actor))).ToResult(language));

    /// <summary>Enrols it; the owner's former key is retired.</summary>
    /// <param name="command">The key.</param>
    /// <param name="key">The request.</param>
    /// <param name="by">Who enrols it.</param>
    public async Task<Outcome<Answer>> Handle(Command command, RequestKey key, (string Id, string Name) by)
    {
        if (!IsPng(command.Image))
            return NotPng;
        if (command.Pkcs12 is not { Length: > 0 } || string.IsNullOrEmpty(command.Pin))
            return Incomplete;
        if (keys.Read(command.Pkcs12, command.Pin) is { Refusal: { } unreadable })
            return unreadable;

        var request = new { command.OwnerId, Key = SHA256.HashData(command.Pkcs12), Image = SHA256.HashData(command.Image) };
        return await database.Read(session => Once.Earlier<Answer>(session, key, request))
            ?? await Keep(command, (session, answer) => Once.Keep(session, key, request, answer), by);
    }

    /// <summary>Keeps a key that is known to open: first its file, then the row that names it.</summary>
    internal async Task<Outcome<Answer>> Keep(Command command, Func<Session, Answer, Task> keepAnswer, (string Id, string Name) by)
    {
        var image = await content.Put(new MemoryStream(command.Image), LargestImage);
        var id = Guid.CreateVersion7();
        folder.Write(SigningKey.FileOf(id), command.Pkcs12);
        using var certificate = X509CertificateLoader.LoadCertificate(keys.Read(command.Pkcs12, command.Pin).Answer);

        var outcome = await database.Write(async Task<Outcome<Answer>> (session) =>
        {
            if (command.OwnerId is { } owner && await People.Person.Find(session, owner) is null)
                return People.Account.Unknown;
            await SigningKey.Add(session, id, command.OwnerId, certificate, image.Answer.Sha256);
            var answer = new Answer(
                id, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), certificate.NotAfter.ToUniversalTime());
            await session.Record(id, "key-enrolled", by, new { command.OwnerId, answer.Subject, certificate.SerialNumber });
            await keepAnswer(session, answer);
            return answer;
        });
        if (outcome.Refusal is not null)
            folder.Delete(SigningKey.FileOf(id));
        return outcome;
    }

    internal static bool IsPng(byte[]? image) =>
        image is { Length: > 8 and <= LargestImage } && image.AsSpan().StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    internal static Refusal NotPng { get; } = Refusal.Invalid("key.image-not-png",
        "Hình chữ ký hoặc con dấu phải là tệp PNG không quá 1 MB, nền trong suốt.",
        "The picture of the signature or seal must be a PNG of at most 1 MB, with a transparent background.");

    private static readonly Refusal Incomplete = Refusal.Invalid("key.incomplete",
        "Cần tệp khóa PKCS#12 (.p12, .pfx) và mã PIN của tệp đó.",
        "The PKCS#12 file (.p12, .pfx) and its PIN are needed.");
}

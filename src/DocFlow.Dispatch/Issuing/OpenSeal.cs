using DocFlow.Platform;
using DocFlow.Platform.Data;
using DocFlow.Platform.Identity;
using DocFlow.Platform.Identity.Agencies;
using DocFlow.Platform.Identity.Keys;
using DocFlow.Platform.Storage;
using DocFlow.Signing.Keys;

namespace DocFlow.Dispatch.Issuing;

/// <summary>Opens the agency's seal with its PIN, once for all letters of a request; the PIN goes no further.</summary>
public sealed class OpenSeal(Database database, KeySafe safe, ContentStore content)
{
    private static readonly KeyLock<Pkcs12Key> Lock = new(
        (pkcs12, pin) => Pkcs12Key.Open(pkcs12, pin).Key as Pkcs12Key, (key, secret) => new ClosedKey(key, secret).Open);

    public async Task<Outcome<SealAtHand>> Handle(string pin, Actor actor, CancellationToken stop)
    {
        var (agency, seal) = await database.Read(async session => (await Agency.Need(session), await SigningKey.Seal(session)), stop);
        if (agency.Refusal is { } notEnrolled)
            return notEnrolled;
        if (seal is null)
            return IssueRefusals.NoSealKey;

        var opened = await safe.Open(seal.Id, actor, pin, Lock, stop);
        if (opened.Refusal is { } refusal)
            return refusal;
        await using var picture = await content.Open(seal.ImageSha256, stop);
        using var png = new MemoryStream();
        await picture.CopyToAsync(png, stop);
        return new SealAtHand(opened.Answer.Key, png.ToArray(), agency.Answer);
    }
}

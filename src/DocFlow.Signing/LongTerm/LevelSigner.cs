using System.Security.Cryptography;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Signatures;

namespace DocFlow.Signing.LongTerm;

/// <summary>A file that was signed, and the level it has.</summary>
/// <param name="Signature">The signature.</param>
/// <param name="Level">How far it came; its hindrance says why not further.</param>
public sealed record SignedAtLevel(PreparedSignature Signature, RaisedLevel Level);

/// <summary>
/// Signs at a level: B-T by a time-stamp over the signature inside its CMS, B-LT and B-LTA by raising on. Where a service is away the
/// file is signed all the same, at its honest level, and raised later by <see cref="LevelRaiser"/>.
/// </summary>
/// <param name="key">Whoever signs.</param>
/// <param name="services">Who helps.</param>
public sealed class LevelSigner(IKeyHolder key, LongTermServices services)
{
    private const int UsualToken = 12 << 10;

    /// <summary>
    /// Signs a file and writes the newest version whole; refused as <see cref="PdfSigner"/> refuses, with nothing written.
    /// </summary>
    public async Task<SigningOutcome<SignedAtLevel>> Sign(
        Stream pdf, SignatureRequest request, SignatureLevel level, Stream output, CancellationToken stop)
    {
        var room = level == SignatureLevel.B ? 0 : Math.Max(request.StampRoom, UsualToken);
        var prepared = PdfSigner.Prepare(pdf, request with { StampRoom = room }, key.Certificate, key.Chain);
        if (prepared.Refusal is { } refusal)
            return refusal;

        using var signed = new AppendedStream(pdf);
        var update = await Update(prepared.Answer, level, stop);
        if (update.Refusal is { } unfit)
            return unfit;
        signed.Append(update.Answer.Bytes);
        var reached = update.Answer.Hindrance is null && level > SignatureLevel.T
            ? await Raise(signed, level, output, stop)
            : await Keep(signed, update.Answer.Hindrance, level, output);
        return new SignedAtLevel(prepared.Answer, reached);
    }

    private async Task<SigningOutcome<(byte[] Bytes, SigningRefusal? Hindrance)>> Update(
        PreparedSignature prepared, SignatureLevel level, CancellationToken stop)
    {
        var signed = PdfSigner.Signed(prepared, key);
        if (signed.Refusal is { } gone)
            return gone;
        var signature = signed.Answer;
        var stamp = level == SignatureLevel.B ? null : await services.Stamps.Stamp(
            CryptographicOperations.HashData(services.Hash, signature), services.Hash, stop);
        var token = stamp is { Refusal: null } ? stamp.Answer.Encoded : default;
        var hindrance = stamp?.Refusal;
        var cms = SignatureContents.Of(prepared, (key.Certificate, key.Chain), signature, token);
        if (cms.Refusal is not null && !token.IsEmpty)
            (hindrance, cms) = (cms.Refusal, SignatureContents.Of(prepared, (key.Certificate, key.Chain), signature));
        if (cms.Refusal is { } refusal)
            return refusal;
        using var update = new MemoryStream();
        SignatureContents.Write(prepared, cms.Answer, update);
        return (update.ToArray(), hindrance);
    }

    private async Task<RaisedLevel> Raise(AppendedStream signed, SignatureLevel level, Stream output, CancellationToken stop)
    {
        using var run = new Raising(signed, services, stop);
        var raised = await run.To(level);
        await run.Write(output);
        return raised.Refusal is { } hindrance ? new RaisedLevel(SignatureLevel.B, SignatureLevel.T, hindrance) : raised.Answer;
    }

    private static async Task<RaisedLevel> Keep(AppendedStream signed, SigningRefusal? hindrance, SignatureLevel level, Stream output)
    {
        signed.Position = 0;
        await signed.CopyToAsync(output);
        return new RaisedLevel(SignatureLevel.B, hindrance is null ? level : SignatureLevel.B, hindrance);
    }
}

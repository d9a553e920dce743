namespace DocFlow.Signing.LongTerm;

/// <summary>One file on its way up.</summary>
internal sealed class Raising(Stream pdf, LongTermServices services, CancellationToken stop) : IDisposable
{
    private const int UsualToken = 8 << 10;
    private const int Margin = 1 << 10;

    private readonly AppendedStream _file = new(pdf);

    /// <summary>Whether there is a new version.</summary>
    public bool HasChanged => _file.Length > pdf.Length;

    /// <summary>What a file is, by what it holds itself.</summary>
    public static SignatureLevel LevelOf(SignatureInventory inventory, LongTermServices services)
    {
        var collector = new EvidenceCollector(services, inventory);
        if (!inventory.IsProven)
            return SignatureLevel.B;
        if (!collector.IsComplete(inventory.Claims(withLast: false)))
            return SignatureLevel.T;
        if (inventory.EndsWithStamp)
            return SignatureLevel.LTA;
        return SignatureLevel.LT;
    }

    /// <summary>Goes as far as it can.</summary>
    public async Task<SigningOutcome<RaisedLevel>> To(SignatureLevel target)
    {
        var read = Inventory();
        if (read.Refusal is { } unfit)
            return unfit;
        var from = LevelOf(read.Answer, services);
        if (target < SignatureLevel.LTA && target <= from)
            return new RaisedLevel(from, from, null);
        SigningRefusal? hindrance = null;
        if (from == SignatureLevel.B)
            hindrance = await Stamp();
        if (hindrance is null && target >= SignatureLevel.LT)
            hindrance = await Prove();
        if (hindrance is null && target >= SignatureLevel.LTA)
            hindrance = await Stamp();
        var reached = LevelOf(Inventory().Answer, services);
        return new RaisedLevel(from, reached, hindrance);
    }

    /// <summary>Writes the newest version.</summary>
    public async Task Write(Stream output)
    {
        _file.Position = 0;
        await _file.CopyToAsync(output, stop);
    }

    /// <summary>Lets go of what was appended; the file stays open.</summary>
    public void Dispose() => _file.Dispose();

    private SigningOutcome<SignatureInventory> Inventory() => SigningRefusals.OnReadable(_file, SignatureInventory.Read);

    // the room is guessed; a larger token says how much it takes
    private async Task<SigningRefusal?> Stamp()
    {
        for (var room = UsualToken; ;)
        {
            var prepared = SigningRefusals.OnReadable<DocumentTimeStamp>(
                _file, document => DocumentTimeStamp.Prepare(document, room, services.Hash));
            if (prepared.Refusal is { } unfit)
                return unfit;
            var token = await services.Stamps.Stamp(prepared.Answer.Digest, services.Hash, stop);
            if (token.Refusal is { } refusal)
                return refusal;
            if (prepared.Answer.With(token.Answer.Encoded.Span) is { } update)
            {
                _file.Append(update);
                return null;
            }

            room = token.Answer.Encoded.Length + Margin;
        }
    }

    private async Task<SigningRefusal?> Prove()
    {
        var inventory = Inventory().Answer;
        var collector = new EvidenceCollector(services, inventory);
        var claims = inventory.Claims(withLast: true).ToList();
        if (claims.TrueForAll(claim => inventory.Store.Vri.ContainsKey(claim.Key)) && collector.IsComplete(claims))
            return null;
        var collected = await collector.Collect(claims, stop);
        if (collected.Refusal is { } refusal)
            return refusal;
        var update = SigningRefusals.OnReadable<byte[]>(_file, document => SecurityStoreWriter.Update(document, collected.Answer));
        _file.Append(update.Answer);
        return null;
    }
}

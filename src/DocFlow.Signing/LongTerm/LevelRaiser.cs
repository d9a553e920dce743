namespace DocFlow.Signing.LongTerm;

/// <summary>
/// Raises the level of a signed file step by step, each an update after the old bytes: B to T by a document time-stamp, T to LT by the
/// evidence, LT to LTA by a document time-stamp over it; LTA is renewed the same way (EN 319 142-1 6.3 and 5.4.3).
/// </summary>
public static class LevelRaiser
{
    /// <summary>
    /// Raises a file as far as the services allow and writes the newest version whole, or nothing: when it could not be raised at all, that
    /// is refused with the service's trouble (stamp.*, evidence.*), chain.untrusted, or level.reached when there was nothing to raise.
    /// </summary>
    public static async Task<SigningOutcome<RaisedLevel>> Extend(
        Stream pdf, SignatureLevel target, LongTermServices services, Stream output, CancellationToken stop)
    {
        using var run = new Raising(pdf, services, stop);
        var raised = await run.To(target);
        if (raised.Refusal is not null)
            return raised;
        if (!run.HasChanged)
            return raised.Answer.Hindrance ?? new SigningRefusal(
                "level.reached", $"Tệp đã ở mức {raised.Answer.From}.", $"The file is at level {raised.Answer.From} already.");

        await run.Write(output);
        return raised;
    }
}

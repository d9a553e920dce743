using DocFlow.Platform.Data;

namespace DocFlow.Platform.Trail;

/// <summary>
/// The end of a subject's trail, for one act to be recorded behind it: asked for while the act is still being done, it costs no way of its
/// own to the database.
/// </summary>
public sealed class TrailEnd
{
    internal TrailEnd(Guid subject, Later<IReadOnlyList<Row>> last) => (Subject, Last) = (subject, last);

    internal Guid Subject { get; }

    internal Later<IReadOnlyList<Row>> Last { get; }

    internal sealed record Row
    {
        public required int Sequence { get; init; }

        public required string Hash { get; init; }
    }
}

using System.Buffers;

namespace DocFlow.Signing.Pdf.Filters;

/// <summary>Decoded bytes gathered under a limit, in borrowed pieces that are never moved.</summary>
internal sealed class Output(long limit) : IDisposable
{
    private const int Least = 4 << 10;
    private const int Largest = 1 << 20;
    private readonly List<byte[]> _full = [];
    private byte[] _piece = ArrayPool<byte>.Shared.Rent(Least);
    private int _used;
    private long _before;

    /// <summary>Where the next bytes go; never empty. Say with <see cref="Take"/> how many came.</summary>
    public Span<byte> Room
    {
        get
        {
            if (_used == _piece.Length)
                Turn();
            return _piece.AsSpan(_used);
        }
    }

    public void Take(int count)
    {
        _used += count;
        if (_before + _used > limit)
            throw PdfUnreadable.TooMuch($"A stream unpacks to more than {limit} bytes.");
    }

    public void Add(ReadOnlySpan<byte> more)
    {
        while (more.Length > 0)
        {
            var part = more[..Math.Min(more.Length, Room.Length)];
            part.CopyTo(Room);
            Take(part.Length);
            more = more[part.Length..];
        }
    }

    public void Add(byte value) => Add([value]);

    public byte[] ToArray()
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)(_before + _used));
        var at = 0;
        foreach (var piece in _full)
        {
            piece.CopyTo(bytes, at);
            at += piece.Length;
        }

        _piece.AsSpan(0, _used).CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    public MemoryStream Rewound() => new(ToArray());

    public void Dispose()
    {
        _full.ForEach(piece => ArrayPool<byte>.Shared.Return(piece));
        ArrayPool<byte>.Shared.Return(_piece);
        _full.Clear();
    }

    private void Turn()
    {
        _full.Add(_piece);
        _before += _piece.Length;
        _piece = ArrayPool<byte>.Shared.Rent(Math.Min(Largest, _piece.Length * 2));
        _used = 0;
    }
}

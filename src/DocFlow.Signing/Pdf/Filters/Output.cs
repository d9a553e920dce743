using System.Buffers;

namespace DocFlow.Signing.Pdf.Filters;

/// <summary>Decoded bytes gathered under a limit.</summary>
internal sealed class Output(long limit)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public void Add(ReadOnlySpan<byte> more)
    {
        if ((long)_bytes.WrittenCount + more.Length > limit)
            throw PdfUnreadable.TooMuch($"A stream unpacks to more than {limit} bytes.");
        _bytes.Write(more);
    }

    public void Add(byte value) => Add([value]);

    public MemoryStream Rewound() => new(_bytes.WrittenSpan.ToArray());
}

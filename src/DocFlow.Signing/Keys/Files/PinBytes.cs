using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace DocFlow.Signing.Keys.Files;

/// <summary>A PIN as PKCS#12 takes it, in memory that is not moved and is wiped at the end.</summary>
internal sealed class PinBytes : IDisposable
{
    /// <summary>More rounds of derivation than any honest file asks for, all its parts together.</summary>
    private const int MostRounds = 4_000_000;

    private int _rounds;

    private PinBytes(byte[] bmp, byte[] utf8) => (Bmp, Utf8) = (bmp, utf8);

    /// <summary>Two bytes a letter and a closing zero, for the old derivation (RFC 7292 B.1).</summary>
    public byte[] Bmp { get; }

    /// <summary>For PBES2 (RFC 8018).</summary>
    public byte[] Utf8 { get; }

    /// <summary>
    /// The PIN as other programs may have written it into the file: as typed; Vietnamese letters composed or decomposed, as keyboards
    /// differ; as OpenSSL before 1.1 did it, each byte of UTF-8 for a letter; nothing at all for an empty one.
    /// </summary>
    public static IEnumerable<PinBytes> Readings(ReadOnlyMemory<char> pin)
    {
        yield return Of(pin.Span);
        if (pin.IsEmpty)
            yield return new PinBytes([], []);
        if (Ascii.IsValid(pin.Span))
            yield break;
        foreach (var form in new[] { NormalizationForm.FormC, NormalizationForm.FormD })
            if (!pin.Span.IsNormalized(form))
                yield return Normalized(pin.Span, form);
        yield return ByteByByte(pin.Span);
    }

    /// <summary>Counts rounds about to be worked through; a file that asks for too many would only keep us busy.</summary>
    public int Spend(int rounds)
    {
        _rounds = (int)Math.Min((long)_rounds + rounds, int.MaxValue);
        return _rounds <= MostRounds ? rounds : throw new AsnContentException("The file asks for too many rounds.");
    }

    /// <summary>Wipes it.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(Bmp);
        CryptographicOperations.ZeroMemory(Utf8);
    }

    private static PinBytes Of(ReadOnlySpan<char> pin)
    {
        var bmp = GC.AllocateArray<byte>(2 * pin.Length + 2, pinned: true);
        Encoding.BigEndianUnicode.GetBytes(pin, bmp);
        var utf8 = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(pin), pinned: true);
        Encoding.UTF8.GetBytes(pin, utf8);
        return new PinBytes(bmp, utf8);
    }

    private static PinBytes Normalized(ReadOnlySpan<char> pin, NormalizationForm form)
    {
        var room = GC.AllocateArray<char>(pin.GetNormalizedLength(form), pinned: true);
        pin.TryNormalize(room, out var length, form);
        var bytes = Of(room.AsSpan(0, length));
        Array.Clear(room);
        return bytes;
    }

    private static PinBytes ByteByByte(ReadOnlySpan<char> pin)
    {
        using var typed = Of(pin);
        var letters = GC.AllocateArray<char>(typed.Utf8.Length, pinned: true);
        for (var i = 0; i < letters.Length; i++)
            letters[i] = (char)typed.Utf8[i];
        var bytes = Of(letters);
        Array.Clear(letters);
        return bytes;
    }
}

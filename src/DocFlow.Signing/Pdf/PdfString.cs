using System.Text;

namespace DocFlow.Signing.Pdf;

/// <summary>A string of bytes; <see cref="Text"/> reads it as a text string (ISO 32000-2, 7.9.2.2).</summary>
public sealed record PdfString(byte[] Bytes) : PdfObject
{
    // PDFDocEncoding differs from Latin-1 only here (ISO 32000-2, table D.2)
    private const string From18 = "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc";
    private const string From80 = "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018"
        + "\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd\u20ac";

    /// <summary>The bytes as people read them: UTF-16 or UTF-8 when so marked, PDFDocEncoding otherwise.</summary>
    public string Text => Bytes switch
    {
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(Bytes, 2, Bytes.Length - 2),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(Bytes, 2, Bytes.Length - 2),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(Bytes, 3, Bytes.Length - 3),
        _ => string.Create(Bytes.Length, Bytes, (chars, bytes) =>
        {
            for (var i = 0; i < chars.Length; i++)
                chars[i] = Letter(bytes[i]);
        }),
    };

    /// <summary>A text string: ASCII as it is, anything else as UTF-16 with its mark.</summary>
    public static PdfString Of(string text) => new(Ascii.IsValid(text)
        ? Encoding.ASCII.GetBytes(text)
        : [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]);

    /// <inheritdoc/>
    public bool Equals(PdfString? other) => other is not null && Bytes.AsSpan().SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    private static char Letter(byte code) => code switch
    {
        >= 0x18 and <= 0x1F => From18[code - 0x18],
        >= 0x80 and <= 0xA0 => From80[code - 0x80],
        _ => (char)code,
    };
}

using System.Formats.Asn1;
using System.Security.Cryptography;

namespace DocFlow.Signing.Keys.Files;

/// <summary>A PKCS#12 file as it lies there, still closed (RFC 7292 4). Reads BER, as browsers and Windows write it.</summary>
internal sealed class Pkcs12File
{
    private const string Data = Cms.Oids.Data;
    private const string EncryptedData = "1.2.840.113549.1.7.6";
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);
    private readonly byte[] _content;
    private readonly Pkcs12Mac? _mac;

    private Pkcs12File(byte[] content, Pkcs12Mac? mac) => (_content, _mac) = (content, mac);

    /// <summary>Whether these bytes begin as a PKCS#12 file does, whole or not: a sequence, and version 3.</summary>
    public static bool BeginsLikeOne(ReadOnlySpan<byte> file) =>
        file.Length > 8 && file[0] == 0x30 && file[..9].IndexOf("\u0002\u0001\u0003"u8) >= 2;

    /// <summary>Takes the outside off; throws <see cref="AsnContentException"/> when it is damaged.</summary>
    public static Pkcs12File Read(ReadOnlyMemory<byte> file)
    {
        var outer = new AsnReader(file, AsnEncodingRules.BER).ReadSequence();
        if (outer.ReadInteger() != 3)
            throw new AsnContentException("Only version 3 is known.");
        var info = outer.ReadSequence();
        if (info.ReadObjectIdentifier() is var closed and not Data)
            throw new NotSupportedException($"A file closed as {closed} is not supported.");
        var content = info.ReadSequence(Zero).ReadOctetString();
        return new Pkcs12File(content, outer.HasData ? new Pkcs12Mac(outer.ReadSequence()) : null);
    }

    /// <summary>Whether the MAC fits this PIN; null when the file has none.</summary>
    public bool? Fits(PinBytes pin) => _mac?.Fits(pin, _content);

    /// <summary>Opens everything inside; throws <see cref="CryptographicException"/> where the PIN does not fit.</summary>
    public Pkcs12Content Open(PinBytes pin)
    {
        var opened = new Pkcs12Content(pin);
        try
        {
            foreach (var safe in Safes())
                opened.Take(Opened(safe, pin));
            return opened;
        }
        catch
        {
            opened.ForgetAllBut([]);
            throw;
        }
    }

    /// <summary>
    /// Whether any part opens with this PIN, although the MAC says otherwise: then the PIN is right and the file is damaged.
    /// </summary>
    public bool OpensInPart(PinBytes pin) => Safes().Any(safe => IsOpenedBy(safe, pin));

    private static bool IsOpenedBy((string Type, AsnReader Content) safe, PinBytes pin)
    {
        var opened = new Pkcs12Content(pin);
        try
        {
            var isPlain = safe.Type == Data;
            opened.Take(Opened(safe, pin));
            return !isPlain || opened.Keys.Count > 0;
        }
        catch (Exception fault) when (fault is CryptographicException or AsnContentException)
        {
            return false;
        }
        finally
        {
            opened.ForgetAllBut([]);
        }
    }

    private List<(string Type, AsnReader Content)> Safes()
    {
        var found = new List<(string, AsnReader)>();
        for (var list = new AsnReader(_content, AsnEncodingRules.BER).ReadSequence(); list.HasData;)
        {
            var info = list.ReadSequence();
            found.Add((info.ReadObjectIdentifier(), info.ReadSequence(Zero)));
        }

        return found;
    }

    private static byte[] Opened((string Type, AsnReader Content) safe, PinBytes pin)
    {
        if (safe.Type == Data)
            return safe.Content.ReadOctetString();
        if (safe.Type != EncryptedData)
            throw new NotSupportedException($"A part closed as {safe.Type} is not supported.");
        var data = safe.Content.ReadSequence();
        data.ReadInteger();
        var info = data.ReadSequence();
        info.ReadObjectIdentifier();
        var algorithm = info.ReadSequence();
        return PinDecryption.Decrypt(algorithm, info.ReadOctetString(Zero), pin);
    }
}

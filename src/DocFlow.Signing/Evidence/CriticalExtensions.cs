using System.Formats.Asn1;

namespace DocFlow.Signing.Evidence;

/// <summary>Extensions that nobody here understands: a critical one changes what the rest means (RFC 5280 4.2).</summary>
internal static class CriticalExtensions
{
    /// <summary>Reads extensions and throws <see cref="AsnContentException"/> at a critical one.</summary>
    public static void Refuse(AsnReader extensions) => Read(extensions, (_, _) => false);

    /// <summary>The same, but what <paramref name="known"/> understands may be critical.</summary>
    public static void Read(AsnReader extensions, Func<string, ReadOnlyMemory<byte>, bool> known)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var type = extension.ReadObjectIdentifier();
            var isCritical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            var value = extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
            if (!known(type, value) && isCritical)
                throw new AsnContentException("A critical extension that is not understood.");
        }
    }
}

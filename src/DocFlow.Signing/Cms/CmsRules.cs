using System.Formats.Asn1;

namespace DocFlow.Signing.Cms;

/// <summary>How strictly a CMS is read.</summary>
internal static class CmsRules
{
    /// <summary>DER as PAdES wants it, unless the outermost length is left open: so writes NSS, and with it much free software.</summary>
    public static AsnEncodingRules Of(ReadOnlySpan<byte> encoded) =>
        encoded is [0x30, 0x80, ..] ? AsnEncodingRules.BER : AsnEncodingRules.DER;
}

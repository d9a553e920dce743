using System.Formats.Asn1;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Verification.Trust;

namespace DocFlow.Signing.Verification.Time;

/// <summary>
/// Revocation evidence that a signer put under the signature: adbe-revocationInfoArchival (ISO 32000-2 12.8.3.3.2), which Acrobat writes.
/// </summary>
internal static class EmbeddedEvidence
{
    private const string RevocationInfoArchival = "1.2.840.113583.1.1.8";

    /// <summary>Adds what can be read; what cannot proves nothing.</summary>
    public static void Into(EvidencePool pool, CmsSignature cms)
    {
        try
        {
            for (var attributes = new AsnReader(cms.SignedAttributes, AsnEncodingRules.BER).ReadSetOf(); attributes.HasData;)
            {
                var attribute = attributes.ReadSequence();
                if (attribute.ReadObjectIdentifier() == RevocationInfoArchival)
                    Read(attribute.ReadSetOf().ReadSequence(), pool);
            }
        }
        catch (AsnContentException)
        {
            // nothing to be had here
        }
    }

    // [0] lists, [1] OCSP answers
    private static void Read(AsnReader archive, EvidencePool pool)
    {
        var found = new List<byte[]>[] { [], [] };
        while (archive.HasData && archive.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 0 or 1 } tag)
            for (var items = archive.ReadSequence(tag).ReadSequence(); items.HasData;)
                found[tag.TagValue].Add(items.ReadEncodedValue().ToArray());
        pool.Add(found[0], found[1], EvidenceSource.Signature);
    }
}

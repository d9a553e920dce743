using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Tests.Signing.Verification.Time;

/// <summary>
/// A signature of the older form, by .NET's own builder: as Acrobat makes them, with revocation evidence under the signature.
/// </summary>
internal static class AcrobatCms
{
    public static byte[] Sign(byte[] covered, X509Certificate2 key, byte[] list)
    {
        var signer = new CmsSigner(key) { IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113583.1.1.8", Archive(list)));
        var signed = new SignedCms(new ContentInfo(covered), detached: true);
        signed.ComputeSignature(signer);
        return signed.Encode();
    }

    // RevocationInfoArchival: [0] lists
    private static byte[] Archive(byte[] list)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence())
            writer.WriteEncodedValue(list);
        return writer.Encode();
    }
}

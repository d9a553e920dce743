using System.Security.Cryptography.Pkcs;
using DocFlow.Signing;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Signatures;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.LongTerm;

public sealed class StampRoomTests
{
    private static readonly byte[] Laid = SampleLetter.Laid(SampleLetter.Draft());

    [Test]
    public void A_stamp_is_placed_beside_the_signature_and_leaves_it_whole()
    {
        byte[] token = [0x30, 0x03, 0x02, 0x01, 0x07];
        using var output = new MemoryStream();

        var placed = Place(room: 2000, token, output);

        var signed = new SignedCms();
        signed.Decode(Contents(placed.Answer, output.ToArray()));
        var attribute = signed.SignerInfos[0].UnsignedAttributes.Cast<System.Security.Cryptography.CryptographicAttributeObject>().Single();
        Assert.That((attribute.Oid.Value, attribute.Values[0].RawData), Is.EqualTo((Oids.SignatureTimeStamp, token)));
        Assert.That(OutsideEyes.Signatures(output.ToArray()), Does.Contain("Signature is Valid"));
    }

    [Test]
    public void A_stamp_that_does_not_fit_is_refused_and_nothing_is_written()
    {
        byte[] token = [0x04, 0x82, 0x20, 0x00, .. new byte[0x2000]];
        using var output = new MemoryStream();

        var placed = Place(room: 0, token, output);

        Assert.That((placed.Refusal?.Code, output.Length), Is.EqualTo(("stamp.too-large", 0)));
    }

    private static SigningOutcome<PreparedSignature> Place(int room, byte[] token, Stream output)
    {
        using var key = TestAuthority.Person("Phạm Minh");
        var request = SampleLetter.Request("Signer1") with { StampRoom = room };
        var prepared = PdfSigner.Prepare(SampleLetter.Reading(Laid), request, key.Certificate, key.Chain).Answer;
        var value = key.SignDigest(prepared.ToBeSigned, request.Hash, request.Padding);
        return PdfSigner.Place(SampleLetter.Reading(Laid), prepared, value, output, token);
    }

    private static byte[] Contents(PreparedSignature prepared, byte[] pdf)
    {
        var start = (int)prepared.Start + prepared.RoomAt;
        return Convert.FromHexString(System.Text.Encoding.ASCII.GetString(pdf, start + 1, prepared.RoomLength - 2));
    }
}

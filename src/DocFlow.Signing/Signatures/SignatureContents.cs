using System.Buffers;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;

namespace DocFlow.Signing.Signatures;

/// <summary>What is put into the room of a prepared signature: the CMS, once the key holder's answer is found to be right.</summary>
internal static class SignatureContents
{
    public static SigningOutcome<byte[]> Of(
        PreparedSignature prepared, (X509Certificate2 Signer, IReadOnlyList<X509Certificate2> Chain) by, byte[] signature,
        ReadOnlyMemory<byte> stamp = default)
    {
        var scheme = prepared.SchemeOf(by.Signer);
        if (!prepared.IsOfOnePiece(by.Signer) || !scheme.VerifiesDigest(by.Signer, prepared.ToBeSigned, signature))
            return new SigningRefusal(
                "signature.wrong", "Chữ ký nhận được không khớp với chứng thư của người ký.",
                "The signature received does not match the signer's certificate.");

        var cms = CadesBuilder.Assemble(prepared.SignedAttributes, signature, by.Signer, by.Chain, scheme);
        if (!stamp.IsEmpty && 2 * (cms = SignatureStamp.Add(cms, stamp)).Length > prepared.RoomLength - 2)
            return new SigningRefusal(
                "stamp.too-large", "Dấu thời gian lớn hơn chỗ đã dành cho nó.",
                "The time-stamp is larger than the room that was kept for it.");
        if (2 * cms.Length > prepared.RoomLength - 2)
            throw new InvalidOperationException($"A CMS of {cms.Length} bytes does not fit the room prepared for it.");
        return cms;
    }

    /// <summary>Writes the update with this CMS in its room.</summary>
    public static void Write(PreparedSignature prepared, byte[] cms, Stream output)
    {
        var digits = ArrayPool<byte>.Shared.Rent(2 * cms.Length);
        Convert.TryToHexString(cms, digits, out var count);
        output.Write(prepared.Update.AsSpan(0, prepared.RoomAt + 1));
        output.Write(digits.AsSpan(0, count));
        output.Write(prepared.Update.AsSpan(prepared.RoomAt + 1 + count));
        ArrayPool<byte>.Shared.Return(digits);
    }
}

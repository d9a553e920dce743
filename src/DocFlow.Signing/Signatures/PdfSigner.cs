using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys;
using DocFlow.Signing.Pdf;
using DocFlow.Signing.Pdf.Writing;

namespace DocFlow.Signing.Signatures;

/// <summary>Signs in three steps (PAdES B-B, EN 319 142-1): prepare, have the key holder sign, place. Old bytes never change.</summary>
public static class PdfSigner
{
    /// <summary>Step one: what the key holder is to sign. The first signature on a file certifies it (DocMDP P=2).</summary>
    public static SigningOutcome<PreparedSignature> Prepare(
        Stream pdf, SignatureRequest request, X509Certificate2 signer, IReadOnlyList<X509Certificate2> chain) =>
        SigningFitness.Refuse(signer, request.At, request.Hash) is { } unfit
            ? unfit
            : SigningRefusals.OnReadable(pdf, document => new SignaturePreparation(document, request).Run(signer, chain));

    /// <summary>
    /// Step three: writes the signed version of the file it was prepared on. On a refusal nothing is written.
    /// <paramref name="stamp"/> is the DER token of a time-stamp over <paramref name="signature"/>, if there is one (level B-T).
    /// </summary>
    public static SigningOutcome<PreparedSignature> Place(
        Stream pdf, PreparedSignature prepared, byte[] signature, Stream output, ReadOnlyMemory<byte> stamp = default)
    {
        using var signer = X509CertificateLoader.LoadCertificate(prepared.Signer);
        var hash = new HashAlgorithmName(prepared.Hash);
        var scheme = prepared.SchemeOf(signer);
        if (!prepared.IsOfOnePiece(signer) || !scheme.VerifiesDigest(signer, prepared.ToBeSigned, signature))
            return new SigningRefusal(
                "signature.wrong", "Chữ ký nhận được không khớp với chứng thư của người ký.",
                "The signature received does not match the signer's certificate.");

        var chain = prepared.Chain.Select(c => X509CertificateLoader.LoadCertificate(c)).ToList();
        var cms = CadesBuilder.Assemble(prepared.SignedAttributes, signature, signer, chain, scheme);
        chain.ForEach(c => c.Dispose());
        if (!stamp.IsEmpty && 2 * (cms = SignatureStamp.Add(cms, stamp)).Length > prepared.RoomLength - 2)
            return new SigningRefusal(
                "stamp.too-large", "Dấu thời gian lớn hơn chỗ đã dành cho nó.",
                "The time-stamp is larger than the room that was kept for it.");
        if (2 * cms.Length > prepared.RoomLength - 2)
            throw new InvalidOperationException($"A CMS of {cms.Length} bytes does not fit the room prepared for it.");

        return SigningRefusals.OnReadable<PreparedSignature>(pdf, document =>
        {
            var room = prepared.RoomAt..(prepared.RoomAt + prepared.RoomLength);
            if (document.Length != prepared.Start
                || !ByteRange.Digest(document, prepared.Update, room, hash).AsSpan().SequenceEqual(prepared.DocumentDigest))
                return new SigningRefusal(
                    "pdf.changed", "Tệp không còn là bản đã chuẩn bị để ký.",
                    "The file is no longer the one that was prepared for signing.");

            Write(document, prepared, cms, output);
            return prepared;
        });
    }

    /// <summary>All three steps with a key at hand.</summary>
    public static SigningOutcome<PreparedSignature> Sign(Stream pdf, SignatureRequest request, IKeyHolder key, Stream output)
    {
        var prepared = Prepare(pdf, request, key.Certificate, key.Chain);
        return prepared.Refusal is not null
            ? prepared
            : Place(pdf, prepared.Answer, key.SignDigest(prepared.Answer.ToBeSigned, request.Hash, request.Padding), output);
    }

    private static void Write(PdfDocument document, PreparedSignature prepared, byte[] cms, Stream output)
    {
        PdfAppendix.Pieces(document, output.Write);
        output.Write(prepared.Update.AsSpan(0, prepared.RoomAt + 1));
        output.Write(Encoding.ASCII.GetBytes(Convert.ToHexString(cms)));
        output.Write(prepared.Update.AsSpan(prepared.RoomAt + 1 + 2 * cms.Length));
    }
}

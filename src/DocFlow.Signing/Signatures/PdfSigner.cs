using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
        SigningRefusals.OnReadable(pdf, document => Prepared(document, request, (signer, chain)));

    /// <summary>
    /// Step three: writes the signed version of the file it was prepared on. On a refusal nothing is written.
    /// <paramref name="stamp"/> is the DER token of a time-stamp over <paramref name="signature"/>, if there is one (level B-T).
    /// </summary>
    public static SigningOutcome<PreparedSignature> Place(
        Stream pdf, PreparedSignature prepared, byte[] signature, Stream output, ReadOnlyMemory<byte> stamp = default)
    {
        using var signer = X509CertificateLoader.LoadCertificate(prepared.Signer);
        var chain = prepared.Chain.Select(c => X509CertificateLoader.LoadCertificate(c)).ToList();
        var cms = SignatureContents.Of(prepared, (signer, chain), signature, stamp);
        chain.ForEach(c => c.Dispose());
        return cms.Refusal is { } refusal ? refusal : SigningRefusals.OnReadable<PreparedSignature>(pdf, document =>
        {
            if (!IsSame(document, prepared))
                return new SigningRefusal(
                    "pdf.changed", "Tệp không còn là bản đã chuẩn bị để ký.",
                    "The file is no longer the one that was prepared for signing.");

            Write(document, prepared, cms.Answer, output);
            return prepared;
        });
    }

    /// <summary>All three steps with a key at hand; the file is opened and digested once.</summary>
    public static SigningOutcome<PreparedSignature> Sign(Stream pdf, SignatureRequest request, IKeyHolder key, Stream output) =>
        SigningRefusals.OnReadable(pdf, document =>
        {
            var by = (key.Certificate, key.Chain);
            var prepared = Prepared(document, request, by);
            if (prepared.Refusal is not null)
                return prepared;

            var signature = Signed(prepared.Answer, key);
            if (signature.Refusal is { } unavailable)
                return unavailable;
            var cms = SignatureContents.Of(prepared.Answer, by, signature.Answer);
            if (cms.Refusal is { } refusal)
                return refusal;

            Write(document, prepared.Answer, cms.Answer, output);
            return prepared;
        });

    private static SigningOutcome<PreparedSignature> Prepared(
        PdfDocument document, SignatureRequest request, (X509Certificate2 Signer, IReadOnlyList<X509Certificate2> Chain) by) =>
        SigningFitness.Refuse(by.Signer, request.At, request.Hash) is { } unfit
            ? unfit
            : new SignaturePreparation(document, request).Run(by.Signer, by.Chain);

    /// <summary>The second step: the key's signature, or why the key is no longer there.</summary>
    internal static SigningOutcome<byte[]> Signed(PreparedSignature prepared, IKeyHolder key)
    {
        try
        {
            var scheme = prepared.SchemeOf(key.Certificate);
            return key.SignDigest(prepared.ToBeSigned, scheme.Hash, scheme.Rsa ?? RSASignaturePadding.Pkcs1);
        }
        catch (KeyUnavailable gone)
        {
            return gone.Refusal;
        }
    }

    private static bool IsSame(PdfDocument document, PreparedSignature prepared)
    {
        var room = prepared.RoomAt..(prepared.RoomAt + prepared.RoomLength);
        return document.Length == prepared.Start
            && ByteRange.Digest(document, prepared.Update, room, new HashAlgorithmName(prepared.Hash))
                .AsSpan().SequenceEqual(prepared.DocumentDigest);
    }

    private static void Write(PdfDocument document, PreparedSignature prepared, byte[] cms, Stream output)
    {
        PdfAppendix.Pieces(document, output.Write);
        SignatureContents.Write(prepared, cms, output);
    }
}

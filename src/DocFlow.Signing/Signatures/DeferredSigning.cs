using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys;

namespace DocFlow.Signing.Signatures;

/// <summary>
/// Signing in two calls, for a key in a browser, on another machine or at a signing service. Between them lies a document that survives a
/// restart; the second call may come from another process.
/// </summary>
public static class DeferredSigning
{
    /// <summary>The first call: what the key is to sign. Nothing is written.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="request">What is to be signed and how it shows.</param>
    /// <param name="certificates">The signer's certificate first, then those above it in any order.</param>
    public static SigningOutcome<SigningSession> Prepare(
        Stream pdf, SignatureRequest request, IReadOnlyList<X509Certificate2> certificates)
    {
        if (certificates.Count == 0)
            return new SigningRefusal("key.no-certificate", "Thiếu chứng thư của người ký.", "The signer's certificate is missing.");
        var prepared = PdfSigner.Prepare(pdf, request, certificates[0], CertificateChain.Above(certificates[0], certificates));
        return prepared.Refusal is { } refusal ? refusal : SigningSession.Of(prepared.Answer);
    }

    /// <summary>
    /// The second call: writes the signed file. A signature that is not the certificate's over this digest, and a file that is no longer
    /// the one prepared, are refused and nothing is written. Done twice it writes the same signed file again.
    /// </summary>
    /// <param name="pdf">The file as it was.</param>
    /// <param name="session">What the first call gave.</param>
    /// <param name="signature">The value: for ECDSA in DER (RFC 3279) or r and s side by side (IEEE P1363), as browsers and tokens give
    /// it.</param>
    /// <param name="output">Where the signed file goes.</param>
    /// <param name="stamp">The DER token of a time-stamp over the value as it stands in the file, if there is one.</param>
    public static SigningOutcome<PreparedSignature> Place(
        Stream pdf, SigningSession session, byte[] signature, Stream output, ReadOnlyMemory<byte> stamp = default)
    {
        using var signer = X509CertificateLoader.LoadCertificate(session.Prepared.Signer);
        return PdfSigner.Place(pdf, session.Prepared, InDer(signer, signature), output, stamp);
    }

    private static byte[] InDer(X509Certificate2 signer, byte[] signature) =>
        CertificateKeys.Curve(signer) is { } curve && signature.Length == 2 * ((curve.KeySize + 7) / 8) && !EcdsaValue.IsDer(signature)
            ? EcdsaValue.ToDer(signature)
            : signature;
}

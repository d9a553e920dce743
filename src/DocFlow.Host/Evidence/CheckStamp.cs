using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Dispatch.Proof;
using DocFlow.Platform;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Evidence;

namespace DocFlow.Host.Evidence;

/// <summary>Whether a time-stamp (RFC 3161) stands over a receipt's signature, by an authority that the reader trusts.</summary>
internal static class CheckStamp
{
    public static EvidenceLine Of(OpenedEvidence evidence, string path, EvidenceTrust trust)
    {
        var signature = evidence.Bytes(path[..^ReceiptFiles.Stamp.Length] + ReceiptFiles.Signature);
        if (signature is null || Read(evidence.Bytes(path)) is not { } token || !IsOver(token, signature))
            return EvidenceLine.Failed(path,
                "Dấu thời gian không đúng với chữ ký của biên nhận.", "The time-stamp does not fit the receipt's signature.");
        var at = $"{token.Time.InOffice():yyyy-MM-dd HH:mm:ss zzz}";
        return IsTrusted(token, trust)
            ? EvidenceLine.Passed(path,
                $"Chữ ký của biên nhận đã có trước {at}.", $"The receipt's signature was there at {at}.")
            : EvidenceLine.Undetermined(path,
                $"Dấu thời gian lúc {at}, nhưng tổ chức cấp chưa có trong --trust.",
                $"A time-stamp of {at}, but its authority is not among --trust.");
    }

    private static TimeStampToken? Read(byte[]? der)
    {
        try
        {
            return der is null ? null : TimeStampToken.Read(der);
        }
        catch (CmsMalformed)
        {
            return null;
        }
    }

    private static bool IsOver(TimeStampToken token, byte[] signature) =>
        token is { IsStrong: true, IsSignedBySigner: true, Hash: { } hash }
        && token.Binding == SigningCertificateBinding.Matches && token.IsSignerForStamping
        && token.Covers(CryptographicOperations.HashData(hash, signature));

    private static bool IsTrusted(TimeStampToken token, EvidenceTrust trust)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trust.Policy.Anchors.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(token.Certificates.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // offline; a key lost later does not undo what was said before
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = token.Time.UtcDateTime;
        return trust.Policy.Anchors.Count > 0 && chain.Build(token.Signer!);
    }
}

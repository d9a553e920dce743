using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Benchmarks;

/// <summary>A detached CMS by .NET's own SignedCms, without any PDF.</summary>
public static class BareCms
{
    public static byte[] Sign(byte[] content, X509Certificate2 key)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.ComputeSignature(new CmsSigner(key) { IncludeOption = X509IncludeOption.EndCertOnly });
        return cms.Encode();
    }
}

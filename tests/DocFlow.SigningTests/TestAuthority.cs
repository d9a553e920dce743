using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Authority;
using DocFlow.Signing.Keys;

namespace DocFlow.Tests.Signing;

/// <summary>One local authority for the whole test run, in a folder that goes away with it; and keys issued by it.</summary>
public static class TestAuthority
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "docflow-ca-" + Guid.CreateVersion7().ToString("N"));
    private static readonly Lazy<LocalAuthority> One = new(Make);

    public static LocalAuthority Instance => One.Value;

    /// <summary>The same authority, issuing by another clock.</summary>
    public static LocalAuthority On(TimeProvider clock) => LocalAuthority.Open(Path.GetDirectoryName(Instance.RootFile)!, clock);

    public static byte[] Crl => File.ReadAllBytes(Instance.CrlFile);

    public static IKeyHolder Person(string name, KeyKind kind = KeyKind.EcP256) =>
        Holder(Instance.Issue(CertificateSubject.Person(name, "Sở Tài chính", "Văn phòng", "Giám đốc"), kind));

    public static IKeyHolder Seal(KeyKind kind = KeyKind.EcP256) => Holder(Instance.Issue(CertificateSubject.Seal("Sở Tài chính"), kind));

    public static IKeyHolder Holder(X509Certificate2 certificate) => Holder(certificate, [Instance.Root]);

    public static IKeyHolder Holder(X509Certificate2 certificate, IEnumerable<X509Certificate2> chain) =>
        Pkcs12Key.Open(Pkcs12.Create(certificate, chain, "123456"), "123456").Key!;

    private static LocalAuthority Make()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
        return LocalAuthority.Open(Folder, TimeProvider.System);
    }
}

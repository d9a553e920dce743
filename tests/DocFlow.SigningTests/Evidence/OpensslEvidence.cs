using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Tests.Signing.Evidence;

/// <summary>A time-stamp token and an OCSP answer made by openssl alone, in a folder of their own.</summary>
internal static class OpensslEvidence
{
    private static readonly Lazy<string> Made = new(Make);

    public static byte[] Stamped { get; } = [.. "hello\n"u8];

    public static byte[] Token => File.ReadAllBytes(In("token.der"));

    public static byte[] Answer => File.ReadAllBytes(In("answer.der"));

    public static X509Certificate2 Authority => X509CertificateLoader.LoadCertificateFromFile(In("ca.pem"));

    public static X509Certificate2 Stamper => X509CertificateLoader.LoadCertificateFromFile(In("tsa.pem"));

    private static string In(string file) => Path.Combine(Made.Value, file);

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("docflow-openssl-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        File.WriteAllBytes(Path.Combine(folder, "data"), Stamped);
        File.WriteAllText(Path.Combine(folder, "serial"), "01\n");
        File.WriteAllText(Path.Combine(folder, "ts.cnf"), Settings);
        File.WriteAllText(Path.Combine(folder, "make.sh"), Script);
        Tool.Said("openssl", "version");
        Tool.Said("sh", Path.Combine(folder, "make.sh"), folder);
        return folder;
    }

    private const string Settings = """
        [tsa]
        default_tsa=t
        [t]
        serial=serial
        crypto_device=builtin
        signer_cert=tsa.pem
        certs=ca.pem
        signer_key=tsa.key
        signer_digest=sha256
        default_policy=1.2.3.4
        digests=sha256,sha512
        accuracy=secs:1,millisecs:500,microsecs:100
        ordering=yes
        tsa_name=yes
        ess_cert_id_chain=no
        ess_cert_id_alg=sha256
        [usage]
        extendedKeyUsage=critical,timeStamping
        keyUsage=critical,digitalSignature
        """;

    private const string Script = """
        cd "$1" && set -e
        openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=ca -days 9 \
            -addext keyUsage=critical,keyCertSign,cRLSign
        openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=tsa
        openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 5 -extfile ts.cnf -extensions usage -out tsa.pem
        openssl ts -query -data data -sha256 -cert -out query.tsq
        openssl ts -reply -config ts.cnf -queryfile query.tsq -out reply.tsr
        openssl ts -reply -config ts.cnf -in reply.tsr -token_out -out token.der
        printf 'R\t350101000000Z\t260101000000Z\t%s\tunknown\t/CN=tsa\n' $(openssl x509 -in tsa.pem -noout -serial | cut -d= -f2) > index
        openssl ocsp -issuer ca.pem -cert tsa.pem -reqout question.der
        openssl ocsp -index index -rsigner ca.pem -rkey ca.key -CA ca.pem -reqin question.der -respout answer.der -ndays 3
        """;
}

using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Host.Commands;

/// <summary>The certificates to trust that a command was given.</summary>
internal static class Anchors
{
    private static readonly string[] Endings = [".pem", ".crt", ".cer"];

    /// <summary>All certificates of a file, PEM or DER, or of the files of a folder that end like certificates.</summary>
    public static IEnumerable<X509Certificate2> In(FileSystemInfo place) => place is DirectoryInfo folder
        ? folder.EnumerateFiles().Where(file => Endings.Contains(file.Extension.ToLowerInvariant())).SelectMany(Of)
        : Of(place);

    private static X509Certificate2Collection Of(FileSystemInfo file)
    {
        var bytes = File.ReadAllBytes(file.FullName);
        var found = new X509Certificate2Collection();
        if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
            found.ImportFromPem(System.Text.Encoding.ASCII.GetString(bytes));
        else
            found.Add(X509CertificateLoader.LoadCertificate(bytes));
        return found;
    }
}

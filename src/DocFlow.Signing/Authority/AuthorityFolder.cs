using System.Security.Cryptography;

namespace DocFlow.Signing.Authority;

/// <summary>The files of a local authority: ca.key (this account only), ca.pem and ca.crl (to give away).</summary>
internal sealed class AuthorityFolder(string path)
{
    public string Key => Path.Combine(path, "ca.key");

    public string Root => Path.Combine(path, "ca.pem");

    public string Crl => Path.Combine(path, "ca.crl");

    /// <summary>Holds off other processes: two first uses at once must not make two authorities, nor two revocations lose one.</summary>
    public FileStream Lock()
    {
        Directory.CreateDirectory(path);
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(Path.Combine(path, "ca.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 600)
            {
                Thread.Sleep(50);
            }
        }
    }

    public static void Write(string file, ReadOnlySpan<byte> bytes, bool secret)
    {
        var temporary = $"{file}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (secret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }
}

using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace DocFlow.Platform.Archive;

/// <summary>
/// The key folder inside a backup: a tar archive under AES-256-GCM with a key derived from a passphrase (PBKDF2, SHA-256). A backup never
/// holds a key that lies open.
/// </summary>
internal static class LockedKeys
{
    /// <summary>OWASP's figure of 2023 for PBKDF2 with SHA-256.</summary>
    private const int Iterations = 600_000;
    private const int SaltSize = 16;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private static readonly byte[] Name = "docflow-keys-1\n"u8.ToArray();

    /// <summary>Locks all files of a folder, without those half written at this moment and the locks of processes.</summary>
    public static byte[] Lock(string folder, string passphrase)
    {
        using var plain = new MemoryStream();
        using (var tar = new TarWriter(plain, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(Finished))
                tar.WriteEntry(file, Path.GetRelativePath(folder, file));
        }

        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var (cipher, tag) = (new byte[plain.Length], new byte[TagSize]);
        using var aes = new AesGcm(Derive(passphrase, salt), TagSize);
        aes.Encrypt(nonce, plain.ToArray(), cipher, tag, Name);
        return [.. Name, .. salt, .. nonce, .. tag, .. cipher];
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="ArchiveException">The passphrase is another.</exception>
    public static IReadOnlyList<(string Path, byte[] Bytes)> Open(byte[] locked, string passphrase)
    {
        var (salt, nonce, tag) = (Name.Length, Name.Length + SaltSize, Name.Length + SaltSize + NonceSize);
        var plain = new byte[locked.Length - tag - TagSize];
        using var aes = new AesGcm(Derive(passphrase, locked[salt..nonce]), TagSize);
        try
        {
            aes.Decrypt(locked.AsSpan(nonce, NonceSize), locked.AsSpan(tag + TagSize), locked.AsSpan(tag, TagSize), plain, Name);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw ArchiveSentences.PassphraseWrong;
        }

        return [.. Files(plain)];
    }

    private static IEnumerable<(string Path, byte[] Bytes)> Files(byte[] plain)
    {
        using var tar = new TarReader(new MemoryStream(plain));
        while (tar.GetNextEntry() is { } entry)
        {
            using var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            yield return (entry.Name, bytes.ToArray());
        }
    }

    private static bool Finished(string file) => Path.GetExtension(file) is not (".new" or ".tmp" or ".lock");

    private static byte[] Derive(string passphrase, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), salt, Iterations, HashAlgorithmName.SHA256, 32);
}

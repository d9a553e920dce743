using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DocFlow.Signing.Keys;

/// <summary>
/// Counts wrong PINs per token in a folder, before each try, so that neither a restart nor a crash in between gains one.
/// </summary>
/// <param name="folder">Where the counts lie, one small file per token; made when needed.</param>
/// <param name="allowed">How many wrong PINs in a row are passed on to a token: fewer than the token itself allows.</param>
public sealed class PinTries(string folder, int allowed = 4)
{
    /// <summary>Where the wrong PINs of a token are counted; whoever deletes it begins anew.</summary>
    public string FileOf(string token) =>
        Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..32]);

    /// <summary>Takes one try; null when none is left, else how many are left if this one fails.</summary>
    public int? Take(string token) => Change(token, taken => taken < allowed ? taken + 1 : null) is { } now ? allowed - now : null;

    /// <summary>The PIN was right, or was reset: all tries are back.</summary>
    public void Forget(string token) => Change(token, _ => 0);

    /// <summary>The try was not one: the token did not look at the PIN.</summary>
    public void GiveBack(string token) => Change(token, taken => Math.Max(0, taken - 1));

    private int? Change(string token, Func<int, int?> change)
    {
        Directory.CreateDirectory(folder);
        using var file = Open(FileOf(token));
        var text = new byte[16];
        var taken = int.TryParse(text.AsSpan(0, file.Read(text)), CultureInfo.InvariantCulture, out var read) ? read : 0;
        if (change(taken) is not { } now)
            return null;
        file.Position = 0;
        file.Write(Encoding.ASCII.GetBytes(now.ToString("0000", CultureInfo.InvariantCulture)));
        file.Flush(flushToDisk: true);
        return now;
    }

    // another process may be counting just now
    private static FileStream Open(string path)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 200)
            {
                Thread.Sleep(20);
            }
        }
    }
}

using System.Security.Cryptography.X509Certificates;

namespace DocFlow.Signing.Keys;

/// <summary>Of several keys the one to sign with: never a guess.</summary>
internal static class KeyChoice
{
    /// <summary>
    /// The only one; or, when none was named, the only one whose certificate may sign. Anything else is an answer that names them.
    /// </summary>
    public static KeyOpening Of<T>(
        IReadOnlyList<T> found, bool isNamed, Func<T, X509Certificate2> certificate, Func<T, string?> name, Func<T, IKeyHolder> open)
    {
        var fitting = found.Where(one => isNamed || SigningFitness.MaySign(certificate(one))).ToList();
        if (fitting.Count == 0)
            fitting = [.. found];
        return fitting.Count switch
        {
            0 => new KeyOpening(KeyState.NoPrivateKey, null),
            1 => new KeyOpening(KeyState.Opened, open(fitting[0])),
            _ => new KeyOpening(KeyState.SeveralKeys, null)
            {
                Detail = string.Join("; ", fitting.Select(one => $"{name(one)} {certificate(one).Thumbprint}".Trim())),
            },
        };
    }
}

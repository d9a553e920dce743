using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DocFlow.Signing.Keys.Tokens;

/// <summary>The private keys of a token that is logged in, each with its certificate.</summary>
internal sealed class TokenKeys(Cryptoki functions, TokenLogin login, int? time)
{
    private const nuint CertificateClass = 1, PrivateKeyClass = 3;

    /// <summary>Opens the one that is meant.</summary>
    public KeyOpening Choose(Pkcs11Settings settings)
    {
        var session = login.Open();
        try
        {
            var objects = new TokenObjects(functions, session);
            var certificates = Certificates(objects);
            var keys = Keys(objects, settings, certificates).Where(key => key.Certificate is not null).ToList();
            if (keys.Exists(key => key.WantsPinEachTime))
                return new KeyOpening(KeyState.Unsupported, null) { Detail = "CKA_ALWAYS_AUTHENTICATE" };
            var all = certificates.ConvertAll(one => one.Certificate);
            var isNamed = settings.Object is not null || settings.Id is not null;
            return KeyChoice.Of(keys, isNamed, key => key.Certificate!, key => key.Name, key =>
                new Pkcs11Key(functions, login, time, key.Where)
                {
                    Certificate = key.Certificate!, Chain = CertificateChain.Above(key.Certificate!, all),
                });
        }
        finally
        {
            functions.CloseSession(session);
        }
    }

    private static List<TokenKey> Keys(
        TokenObjects objects, Pkcs11Settings settings, List<(byte[] Id, X509Certificate2 Certificate)> certificates)
    {
        var wanted = new List<(nuint, byte[])> { PrivateKeys, (TokenObjects.Sign, [1]) };
        if (settings.Object is { } label)
            wanted.Add((TokenObjects.Label, Encoding.UTF8.GetBytes(label)));
        if (settings.Id is { } id)
            wanted.Add((TokenObjects.Id, id.ToArray()));
        return [.. objects.Find([.. wanted]).Select(item => Key(objects, item, settings, certificates))];
    }

    private static TokenKey Key(
        TokenObjects objects, nuint item, Pkcs11Settings settings, List<(byte[] Id, X509Certificate2 Certificate)> certificates)
    {
        var (id, label) = (objects.Read(item, TokenObjects.Id) ?? [], objects.Read(item, TokenObjects.Label) ?? []);
        var own = settings.Certificate ?? certificates.Find(one => one.Id.Length > 0 && one.Id.AsSpan().SequenceEqual(id)).Certificate;
        return new TokenKey(
            [PrivateKeys, id.Length > 0 ? (TokenObjects.Id, id) : (TokenObjects.Label, label)],
            $"object={Encoding.UTF8.GetString(label)};id={Convert.ToHexString(id)}",
            own is null ? null : X509CertificateLoader.LoadCertificate(own.RawData),
            objects.Read(item, TokenObjects.AlwaysAuthenticate) is [not 0]);
    }

    private static List<(byte[] Id, X509Certificate2 Certificate)> Certificates(TokenObjects objects)
    {
        var found = new List<(byte[], X509Certificate2)>();
        foreach (var item in objects.Find((TokenObjects.Class, TokenObjects.Number(CertificateClass))))
        {
            if (objects.Read(item, TokenObjects.Value) is { Length: > 0 } der && Decoded(der) is { } certificate)
                found.Add((objects.Read(item, TokenObjects.Id) ?? [], certificate));
        }

        return found;
    }

    // tokens hold what anybody wrote on them
    private static X509Certificate2? Decoded(byte[] der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static (nuint, byte[]) PrivateKeys => (TokenObjects.Class, TokenObjects.Number(PrivateKeyClass));

    private sealed record TokenKey((nuint Type, byte[] Value)[] Where, string Name, X509Certificate2? Certificate, bool WantsPinEachTime);
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DocFlow.Signing.Cms;
using DocFlow.Signing.Keys.Tokens;

namespace DocFlow.Signing.Keys;

/// <summary>
/// A key that never leaves its token or HSM, used through the PKCS#11 module of its maker (v2.40; Linux and macOS). Opening it costs the
/// token one try at most; several threads may sign at once.
/// </summary>
public sealed class Pkcs11Key : IKeyHolder
{
    private readonly Cryptoki _functions;
    private readonly TokenLogin _login;
    private readonly int? _time;
    private readonly (nuint Type, byte[] Value)[] _where;
    private readonly ConcurrentBag<(nuint Session, nuint Key)> _idle = [];
    private bool _isClosed;

    internal Pkcs11Key(Cryptoki functions, TokenLogin login, int? time, (nuint Type, byte[] Value)[] where) =>
        (_functions, _login, _time, _where) = (functions, login, time, where);

    /// <inheritdoc/>
    public required X509Certificate2 Certificate { get; init; }

    /// <inheritdoc/>
    public required IReadOnlyList<X509Certificate2> Chain { get; init; }

    /// <summary>
    /// Opens the key with the token's PIN (empty where the token has a PIN pad of its own). A token that stands before its last try is not
    /// tried; our copy of the PIN is wiped as soon as the token has answered.
    /// </summary>
    public static KeyOpening Open(Pkcs11Settings settings, ReadOnlySpan<char> pin) => TokenDoor.Open(settings, pin);

    /// <inheritdoc/>
    public byte[] SignDigest(ReadOnlySpan<byte> digest, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        try
        {
            var at = _idle.TryTake(out var idle) ? idle : Fresh();
            var value = Sign(at, digest.ToArray(), hash, padding);
            if (_isClosed)
                _functions.CloseSession(at.Session);
            else
                _idle.Add(at);
            return value;
        }
        catch (TokenAnswer answer)
        {
            throw new KeyUnavailable(answer.IsGone ? KeyRefusals.Gone(answer.Message) : KeyRefusals.Fault(answer.Message), answer);
        }
    }

    /// <summary>Closes its sessions; with the last key of a token in this process the token is logged out.</summary>
    public void Dispose()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        while (_idle.TryTake(out var idle))
            _functions.CloseSession(idle.Session);
        if (_time is { } mine)
            _login.Leave(mine);
        Certificate.Dispose();
        foreach (var certificate in Chain)
            certificate.Dispose();
    }

    private byte[] Sign((nuint Session, nuint Key) at, byte[] digest, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        try
        {
            return CertificateKeys.Curve(Certificate) is { } curve
                ? TokenSignature.Curve(_functions, at, digest, curve.KeySize)
                : TokenSignature.Rsa(_functions, at, digest, hash, padding);
        }
        catch (TokenAnswer)
        {
            _functions.CloseSession(at.Session); // a session that failed once is not used again
            throw;
        }
    }

    private (nuint Session, nuint Key) Fresh()
    {
        var session = _login.Open();
        try
        {
            return new TokenObjects(_functions, session).Find(_where) is [var key, ..]
                ? (session, key)
                : throw new TokenAnswer(TokenAnswer.ObjectHandleInvalid);
        }
        catch (TokenAnswer)
        {
            _functions.CloseSession(session);
            throw;
        }
    }
}

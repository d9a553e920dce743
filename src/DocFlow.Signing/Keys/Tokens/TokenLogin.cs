using System.Security.Cryptography;

namespace DocFlow.Signing.Keys.Tokens;

/// <summary>
/// The login at one token, which PKCS#11 shares between all sessions of a process. While it lasts the token asks for no PIN, so whoever
/// opens a second key is asked by us: against a salted, slow hash of the PIN that opened the first.
/// </summary>
internal sealed class TokenLogin(Cryptoki functions, nuint slot)
{
    private const nuint Serial = 4; // CKF_SERIAL_SESSION
    private const nuint User = 1;
    private const nuint LoggedInReading = 1, LoggedInWriting = 3;
    private const int Rounds = 200_000;
    private readonly Lock _door = new();
    private int _keys;
    private int _times;
    private nuint _session;
    private (byte[] Salt, byte[] Hash) _pin = ([], []);

    /// <summary>
    /// Logs in, with exactly one try at the token; or throws what it answered. Null stands for a PIN pad on the token. What it returns is
    /// to be handed to <see cref="Leave"/>.
    /// </summary>
    public int Enter(byte[]? pin)
    {
        lock (_door)
        {
            if (_keys > 0 && IsStillIn())
            {
                if (pin is null)
                    throw new TokenAnswer(TokenAnswer.AlreadyLoggedIn); // its own pad would not be asked
                if (!CryptographicOperations.FixedTimeEquals(Slow(pin, _pin.Salt), _pin.Hash))
                    throw new TokenAnswer(TokenAnswer.PinIncorrect);
                _keys++;
                return _times;
            }

            var session = Open();
            var answer = functions.Login(session, User, pin, (nuint)(pin?.Length ?? 0));
            if (answer != 0)
            {
                functions.CloseSession(session);
                throw new TokenAnswer(answer);
            }

            var salt = RandomNumberGenerator.GetBytes(16);
            (_session, _keys, _pin) = (session, 1, (salt, Slow(pin, salt)));
            return ++_times;
        }
    }

    /// <summary>A session for one thread's work.</summary>
    public nuint Open()
    {
        TokenAnswer.Demand(functions.OpenSession(slot, Serial, 0, 0, out var session));
        return session;
    }

    /// <summary>
    /// One key less; with the last one of that login the token is logged out. A token pulled since has seen to it itself.
    /// </summary>
    public void Leave(int time)
    {
        lock (_door)
        {
            if (time != _times || --_keys > 0)
                return;
            _keys = 0;
            functions.Logout(_session);
            functions.CloseSession(_session);
            _pin = ([], []);
        }
    }

    // a token pulled and plugged in again is logged out
    private bool IsStillIn()
    {
        var info = new nuint[4]; // CK_SESSION_INFO: slot, state, flags, device error
        return functions.GetSessionInfo(_session, info) == 0 && info[1] is LoggedInReading or LoggedInWriting;
    }

    private static byte[] Slow(byte[]? pin, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(pin ?? [], salt, Rounds, HashAlgorithmName.SHA256, 32);
}

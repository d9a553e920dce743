using System.Security.Cryptography;
using System.Text;

namespace DocFlow.Signing.Keys.Tokens;

/// <summary>From settings and a PIN to an open key: asks the token how it stands before it costs a try.</summary>
internal static class TokenDoor
{
    public static KeyOpening Open(Pkcs11Settings settings, ReadOnlySpan<char> pin)
    {
        if (TokenModule.Load(settings.Module) is not { } module)
            return new KeyOpening(KeyState.ModuleMissing, null) { Detail = settings.Module };
        try
        {
            var fitting = module.Tokens().FindAll(token => token.IsInitialized && IsMeant(token, settings));
            return fitting.Count switch
            {
                0 => new KeyOpening(KeyState.TokenAbsent, null),
                1 => Open(module, fitting[0], settings, pin),
                _ => new KeyOpening(KeyState.SeveralKeys, null)
                {
                    Detail = string.Join("; ", fitting.Select(token => $"token={token.Label};serial={token.Serial}")),
                },
            };
        }
        catch (TokenAnswer answer)
        {
            return new KeyOpening(answer.State, null) { Detail = answer.Message };
        }
    }

    private static KeyOpening Open(TokenModule module, TokenInfo token, Pkcs11Settings settings, ReadOnlySpan<char> pin)
    {
        var login = module.LoginAt(token.Slot);
        int? time = null;
        if (token.NeedsLogin && Refuse(module, token, settings, pin, out time) is { } closed)
            return closed;
        var opening = new KeyOpening(KeyState.NoPrivateKey, null);
        try
        {
            return opening = new TokenKeys(module.Functions, login, time).Choose(settings);
        }
        finally
        {
            if (opening.Key is null && time is { } mine)
                login.Leave(mine);
        }
    }

    // null once it is logged in
    private static KeyOpening? Refuse(
        TokenModule module, TokenInfo token, Pkcs11Settings settings, ReadOnlySpan<char> pin, out int? time)
    {
        time = null;
        if (token.IsLocked)
            return new KeyOpening(KeyState.PinLocked, null) { TriesLeft = 0 };
        if (!token.HasPin)
            return new KeyOpening(KeyState.PinNotSet, null);
        if (token.IsLastTry && !settings.DareLastTry)
            return new KeyOpening(KeyState.LastTry, null) { TriesLeft = 1 };
        if (pin.IsEmpty && !token.HasPinPad)
            return new KeyOpening(KeyState.WrongPin, null);
        if (settings.Tries is not { } tries)
            return Login(module, token, pin, null, out time);
        if (tries.Take(token.Identity) is not { } left)
            return new KeyOpening(KeyState.PinLocked, null) { TriesLeft = 0, Detail = tries.FileOf(token.Identity) };

        var refused = Login(module, token, pin, left, out time);
        if (refused is null)
            tries.Forget(token.Identity);
        else if (refused.State is not (KeyState.WrongPin or KeyState.PinLocked))
            tries.GiveBack(token.Identity);
        return refused;
    }

    private static KeyOpening? Login(TokenModule module, TokenInfo token, ReadOnlySpan<char> pin, int? left, out int? time)
    {
        time = null;
        var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(pin), pinned: true);
        Encoding.UTF8.GetBytes(pin, bytes);
        try
        {
            time = module.LoginAt(token.Slot).Enter(pin.IsEmpty ? null : bytes);
            return null;
        }
        catch (TokenAnswer answer)
        {
            var now = module.Look(token.Slot);
            var state = answer.State == KeyState.WrongPin && now?.IsLocked == true ? KeyState.PinLocked : answer.State;
            var told = state == KeyState.PinLocked ? 0 : now?.IsLastTry == true ? 1 : left;
            var isAboutPin = state is KeyState.WrongPin or KeyState.PinLocked;
            var detail = state == KeyState.PinLocked ? null : answer.Message;
            return new KeyOpening(state, null) { TriesLeft = isAboutPin ? told : null, Detail = detail };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static bool IsMeant(TokenInfo token, Pkcs11Settings settings) =>
        (settings.Token ?? token.Label) == token.Label && (settings.Serial ?? token.Serial) == token.Serial
        && (settings.Manufacturer ?? token.Manufacturer) == token.Manufacturer && (settings.Model ?? token.Model) == token.Model;
}

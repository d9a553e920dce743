using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace DocFlow.Signing.Keys.Tokens;

/// <summary>A PKCS#11 module, loaded and initialised once per process and never let go: others may hold sessions in it.</summary>
internal sealed class TokenModule
{
    private const nuint SystemLocks = 2; // CKF_OS_LOCKING_OK
    private static readonly ConcurrentDictionary<string, Lazy<TokenModule?>> Loaded = new();
    private readonly ConcurrentDictionary<nuint, TokenLogin> _logins = new();

    private TokenModule(Cryptoki functions) => Functions = functions;

    public Cryptoki Functions { get; }

    /// <summary>The module in this library; null when there is none.</summary>
    public static TokenModule? Load(string path) => OperatingSystem.IsWindows() ? null // CK_ULONG has four bytes there
        : Loaded.GetOrAdd(path, one => new Lazy<TokenModule?>(() => Start(one))).Value ?? Forget(path);

    /// <summary>Every token that is there now.</summary>
    public List<TokenInfo> Tokens()
    {
        nuint count = 0;
        TokenAnswer.Demand(Functions.GetSlotList(1, null, ref count));
        var slots = new nuint[count + 8];
        count = (nuint)slots.Length;
        TokenAnswer.Demand(Functions.GetSlotList(1, slots, ref count));
        return [.. slots.Take((int)count).Select(Look).OfType<TokenInfo>()];
    }

    /// <summary>What the token in a slot says of itself now; null when there is none.</summary>
    public TokenInfo? Look(nuint slot)
    {
        var info = new byte[TokenInfo.Size];
        return Functions.GetTokenInfo(slot, info) == 0 ? TokenInfo.Read(slot, info) : null;
    }

    /// <summary>The one login of this process at the token of a slot.</summary>
    public TokenLogin LoginAt(nuint slot) => _logins.GetOrAdd(slot, _ => new TokenLogin(Functions, slot));

    private static TokenModule? Start(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library) || Cryptoki.Of(library) is not { } functions)
            return null;
        var answer = functions.Initialize([0, 0, 0, 0, SystemLocks, 0]); // CK_C_INITIALIZE_ARGS: no mutexes of ours
        return answer is 0 or TokenAnswer.AlreadyInitialized ? new TokenModule(functions) : null;
    }

    // not remembered: the driver may be installed later
    private static TokenModule? Forget(string path)
    {
        Loaded.TryRemove(path, out _);
        return null;
    }
}

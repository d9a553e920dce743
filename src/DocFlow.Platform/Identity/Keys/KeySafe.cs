using System.Collections.Concurrent;
using DocFlow.Platform.Data;
using DocFlow.Platform.Trail;

namespace DocFlow.Platform.Identity.Keys;

/// <summary>A key that its PIN has opened, and what is known about it. Dispose the key as soon as it has signed.</summary>
public sealed record OpenedKey<TKey>(TKey Key, SigningKey Enrolled);

/// <summary>How keys of one kind are opened and, after use, closed again.</summary>
/// <param name="Open">Opens the PKCS#12 bytes with the PIN, or answers null when the PIN is wrong.</param>
/// <param name="CloseAgain">Closes an opened key under a secret of 256 bits; what it answers opens it again, or gives null.</param>
public sealed record KeyLock<TKey>(Func<byte[], string, TKey?> Open, Func<TKey, byte[], Func<byte[], TKey?>> CloseAgain) where TKey : class;

/// <summary>
/// Opens keys with the PIN of whoever may use them. Each try is counted in the database before it is made, so that neither a restart nor
/// guessing in parallel gains one, and the last try that would lock the key is never made. The PIN is kept nowhere; a key that it opened is
/// held closed for a short time (<see cref="HeldKeys"/>), so that signing a pile of papers does not pay for the slow way each time.
/// </summary>
public sealed class KeySafe(Database database, KeyFolder folder, HeldKeys held, TimeProvider clock)
{
    /// <summary>Wrong PINs in a row that would lock a key; one less is allowed.</summary>
    public const int LocksAt = 5;

    // in one process tries at one key wait for each other, so that several right ones at once are not taken for wrong ones
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _doors = new();

    /// <summary>Opens a person's own key, or the seal for whoever has the right to it.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="actor">Who wants to use it.</param>
    /// <param name="pin">Its PIN.</param>
    /// <param name="way">How such keys open.</param>
    /// <param name="stop">Stops before the try is counted.</param>
    public async Task<Outcome<OpenedKey<TKey>>> Open<TKey>(
        Guid keyId, Actor actor, string pin, KeyLock<TKey> way, CancellationToken stop = default) where TKey : class
    {
        var door = _doors.GetOrAdd(keyId, _ => new SemaphoreSlim(1, 1));
        await door.WaitAsync(stop);
        try
        {
            var key = await database.Glance(session => SigningKey.Find(session, keyId), stop);
            if (Refuse(key, actor, pin) is { } refusal)
                return refusal;
            // after a wrong PIN only the counted way is open
            if (key!.TriesUsed == 0 && held.Open<TKey>(keyId, pin) is { } again)
                return new OpenedKey<TKey>(again, key);
            held.Forget(keyId);
            return await Try(key, actor, pin, way);
        }
        finally
        {
            door.Release();
        }
    }

    private Refusal? Refuse(SigningKey? key, Actor actor, string pin)
    {
        if (key is not { Active: true })
            return Unknown;
        if (key.IsSeal ? !actor.MaySeal : key.OwnerId != actor.UserId)
            return NotYours;
        if (key.NotAfter <= clock.GetUtcNow())
            return Expired;
        return string.IsNullOrEmpty(pin) ? PinMissing : null;
    }

    private async Task<Outcome<OpenedKey<TKey>>> Try<TKey>(SigningKey key, Actor actor, string pin, KeyLock<TKey> way) where TKey : class
    {
        var file = folder.Read(key.File) ?? throw new FileNotFoundException($"The file of key {key.Id} is not in the key folder.");
        var attempt = new { key.Id, Last = LocksAt - 1 };
        var counted = await database.Write(session => session.Execute(CountTry, attempt), CancellationToken.None);
        if (counted == 0)
            return IsLocked;

        if (way.Open(file, pin) is not { } opened)
            return await database.Write(session => Wrong(session, key, actor), CancellationToken.None);

        await database.Write(session => session.Execute(Forget, new { key.Id }), CancellationToken.None);
        held.Hold(key.Id, pin, secret => way.CloseAgain(opened, secret));
        return new OpenedKey<TKey>(opened, key);
    }

    private static async Task<Refusal> Wrong(Session session, SigningKey key, Actor actor)
    {
        var left = LocksAt - 1 - await session.One<int>(Tries, new { key.Id });
        await session.Record(key.Id, "pin-wrong", actor, new { triesLeft = left });
        return WrongPin(left);
    }

    private static Refusal WrongPin(int left) => Refusal.Forbidden("key.pin-wrong",
        left > 0 ? $"Mã PIN không đúng; còn {left} lần thử." : "Mã PIN không đúng; khóa ký đã tạm khóa, hãy liên hệ quản trị viên.",
        left > 0 ? $"The PIN is wrong; tries left: {left}." : "The PIN is wrong and the key is now locked; ask an administrator.") with
    {
        Details = new Dictionary<string, object?> { ["triesLeft"] = left },
    };

    private static readonly Refusal IsLocked = Refusal.Locked("key.locked",
        "Khóa ký đã tạm khóa sau nhiều lần nhập sai mã PIN, trước khi lần thử cuối làm hỏng khóa; hãy liên hệ quản trị viên để mở lại.",
        "The key is locked after too many wrong PINs, before the last try would spoil it; ask an administrator to open it again.");

    internal static readonly Refusal Unknown = Refusal.NotFound("key.unknown",
        "Không có khóa ký này hoặc khóa đã thôi dùng; hãy đề nghị quản trị viên cấp khóa.",
        "There is no such key, or it is no longer used; ask an administrator to enrol one.");

    private static readonly Refusal NotYours = Refusal.Forbidden("key.not-yours",
        "Khóa ký chỉ do chính chủ sở hữu sử dụng; con dấu chỉ do người được giao quyền sử dụng.",
        "A key is used by its owner only, and the seal by those with the right to it.");

    private static readonly Refusal Expired = Refusal.Conflict("key.expired",
        "Chứng thư của khóa ký đã hết hạn; hãy đề nghị quản trị viên cấp khóa mới.",
        "The key's certificate has expired; ask an administrator for a new key.");

    private static readonly Refusal PinMissing = Refusal.Invalid("key.pin-missing",
        "Hãy nhập mã PIN của khóa ký.",
        "Enter the key's PIN.");

    private const string CountTry = """
        update signing_key
        set tries_used = tries_used + 1
        where id = @Id and tries_used < @Last
        """;

    private const string Tries = """
        select tries_used
        from signing_key
        where id = @Id
        """;

    private const string Forget = """
        update signing_key
        set tries_used = 0
        where id = @Id
        """;
}

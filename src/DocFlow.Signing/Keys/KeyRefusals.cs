namespace DocFlow.Signing.Keys;

/// <summary>What to say when a key does not open.</summary>
internal static class KeyRefusals
{
    /// <summary>The sentence for this answer; null for an open key.</summary>
    public static SigningRefusal? Of(KeyOpening opening) => opening.State switch
    {
        KeyState.Opened => null,
        KeyState.WrongPin => WrongPin(opening.TriesLeft),
        KeyState.NotAKeyFile => new("key.not-a-key-file", "Tệp này không phải tệp khóa PKCS#12.", "This is not a PKCS#12 key file."),
        KeyState.NoPrivateKey => new("key.not-found",
            "Không tìm thấy khóa bí mật kèm chứng thư.", "No private key with its certificate was found."),
        KeyState.Damaged => new("key.damaged", "Tệp khóa bị hỏng.", "The key file is damaged."),
        KeyState.Unsupported => new("key.unsupported",
            $"Loại khóa hoặc cách bảo vệ khóa này chưa được hỗ trợ ({opening.Detail}).",
            $"This kind of key, or the way it is kept, is not supported ({opening.Detail})."),
        KeyState.SeveralKeys => new("key.several",
            $"Có nhiều khóa; hãy chỉ rõ khóa nào: {opening.Detail}.", $"Several keys fit; say which one: {opening.Detail}."),
        KeyState.NoSuchFile => new("key.no-such-file", "Không có tệp khóa này.", "There is no such key file."),
        KeyState.BadName => new("key.bad-name",
            $"Tên khóa không đúng cú pháp pkcs11 ({opening.Detail}).", $"The key is not named as a pkcs11 URI should ({opening.Detail})."),
        _ => OfToken(opening),
    };

    /// <summary>The token went away while it was needed.</summary>
    public static SigningRefusal Gone(string detail) => new("key.gone",
        $"Thiết bị chứa khóa không còn trả lời ({detail}); chưa có gì được ký.",
        $"The token that holds the key no longer answers ({detail}); nothing was signed.");

    /// <summary>The token answered something unforeseen.</summary>
    public static SigningRefusal Fault(string? detail) => new("key.token-fault",
        $"Thiết bị ký báo lỗi ({detail}).", $"The token reports a fault ({detail}).");

    private static SigningRefusal OfToken(KeyOpening opening) => opening.State switch
    {
        KeyState.ModuleMissing => new("key.module-missing",
            $"Không nạp được thư viện của thiết bị ký ({opening.Detail}).",
            $"The token's PKCS#11 module cannot be loaded ({opening.Detail})."),
        KeyState.TokenAbsent => new("key.token-absent",
            "Không thấy thiết bị ký; hãy cắm thiết bị rồi thử lại.", "The token is not there; plug it in and try again."),
        KeyState.PinNotSet => new("key.pin-not-set",
            "Mã PIN của thiết bị chưa được đặt hoặc phải đổi trước khi dùng.",
            "The token's PIN was never set, or must be changed before use."),
        KeyState.LastTry => new("key.last-try",
            "Chỉ còn một lần thử mã PIN trước khi thiết bị bị khóa; đã dừng lại.",
            "One more wrong PIN would lock the token; it was not tried."),
        KeyState.PinLocked when opening.Detail is { } count => new("key.locked",
            $"Đã nhập sai mã PIN quá nhiều lần nên dừng lại trước khi thiết bị bị khóa (đếm ở {count}; xóa tệp này để bắt đầu lại).",
            $"Too many wrong PINs: stopped before the token locks (counted in {count}; delete it to begin anew)."),
        KeyState.PinLocked => new("key.locked",
            "Mã PIN bị khóa vì nhập sai nhiều lần.", "The PIN is locked after too many wrong ones."),
        _ => Fault(opening.Detail),
    };

    private static SigningRefusal WrongPin(int? left) => left is { } tries
        ? new("key.pin-wrong", $"Sai mã PIN; còn {tries} lần thử.", $"Wrong PIN; {tries} {(tries == 1 ? "try" : "tries")} left.")
        : new("key.pin-wrong", "Sai mã PIN.", "Wrong PIN.");
}

using System.Runtime.InteropServices;
using System.Text;

namespace DocFlow.Signing.Keys.Tokens;

/// <summary>What a token says of itself without any PIN (CK_TOKEN_INFO).</summary>
internal sealed record TokenInfo(nuint Slot, string Label, string Manufacturer, string Model, string Serial, nuint Flags)
{
    /// <summary>Room for the structure on every platform.</summary>
    public const int Size = 256;

    private const nuint LoginRequired = 0x4, PinInitialized = 0x8, ProtectedPath = 0x100, Initialized = 0x400;
    private const nuint FinalTry = 0x20000, Locked = 0x40000, PinToBeChanged = 0x80000;

    public bool IsInitialized => (Flags & Initialized) != 0;

    public bool NeedsLogin => (Flags & LoginRequired) != 0;

    public bool HasPinPad => (Flags & ProtectedPath) != 0;

    public bool HasPin => (Flags & PinInitialized) != 0 && (Flags & PinToBeChanged) == 0;

    /// <summary>One more wrong PIN locks it.</summary>
    public bool IsLastTry => (Flags & FinalTry) != 0;

    public bool IsLocked => (Flags & Locked) != 0;

    /// <summary>What it is called where tries are counted: the same token in every reader.</summary>
    public string Identity => $"{Manufacturer}|{Model}|{Serial}|{Label}";

    public static TokenInfo Read(nuint slot, byte[] info) => new(
        slot, Text(info.AsSpan(0, 32)), Text(info.AsSpan(32, 32)), Text(info.AsSpan(64, 16)), Text(info.AsSpan(80, 16)),
        MemoryMarshal.Read<nuint>(info.AsSpan(96)));

    private static string Text(ReadOnlySpan<byte> padded) => Encoding.UTF8.GetString(padded).TrimEnd(' ', '\0');
}

using System.Runtime.InteropServices;

namespace DocFlow.Signing.Keys.Tokens;

/// <summary>The functions of PKCS#11 v2.40 that signing needs, as a module hands them out; CK_ULONG is nuint on Linux and macOS.</summary>
internal sealed class Cryptoki
{
    public required Delegates.Initialize Initialize { get; init; }

    public required Delegates.GetSlotList GetSlotList { get; init; }

    public required Delegates.GetTokenInfo GetTokenInfo { get; init; }

    public required Delegates.OpenSession OpenSession { get; init; }

    public required Delegates.OfSession CloseSession { get; init; }

    public required Delegates.GetSessionInfo GetSessionInfo { get; init; }

    public required Delegates.Login Login { get; init; }

    public required Delegates.OfSession Logout { get; init; }

    public required Delegates.OnAttributes GetAttributeValue { get; init; }

    public required Delegates.FindObjectsInit FindObjectsInit { get; init; }

    public required Delegates.FindObjects FindObjects { get; init; }

    public required Delegates.OfSession FindObjectsFinal { get; init; }

    public required Delegates.SignInit SignInit { get; init; }

    public required Delegates.Sign Sign { get; init; }

    /// <summary>The functions of a loaded library; null when it is no PKCS#11 module.</summary>
    public static Cryptoki? Of(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "C_GetFunctionList", out var entry)
            || Marshal.GetDelegateForFunctionPointer<Delegates.GetFunctionList>(entry)(out var list) != 0)
            return null;
        // CK_FUNCTION_LIST: a version in the first word, then the functions in the order of the standard (5.1 to 5.13)
        T At<T>(int place) where T : Delegate =>
            Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(list, (1 + place) * nint.Size));
        return new Cryptoki
        {
            Initialize = At<Delegates.Initialize>(0), GetSlotList = At<Delegates.GetSlotList>(4),
            GetTokenInfo = At<Delegates.GetTokenInfo>(6), OpenSession = At<Delegates.OpenSession>(12),
            CloseSession = At<Delegates.OfSession>(13), GetSessionInfo = At<Delegates.GetSessionInfo>(15),
            Login = At<Delegates.Login>(18), Logout = At<Delegates.OfSession>(19),
            GetAttributeValue = At<Delegates.OnAttributes>(24), FindObjectsInit = At<Delegates.FindObjectsInit>(26),
            FindObjects = At<Delegates.FindObjects>(27), FindObjectsFinal = At<Delegates.OfSession>(28),
            SignInit = At<Delegates.SignInit>(42), Sign = At<Delegates.Sign>(43),
        };
    }

    /// <summary>CK_ATTRIBUTE.</summary>
    public struct Attribute
    {
        public nuint Type;
        public nint Value;
        public nuint Length;
    }

    /// <summary>CK_MECHANISM.</summary>
    public struct Mechanism
    {
        public nuint Type;
        public nint Parameter;
        public nuint Length;
    }

    /// <summary>CK_RSA_PKCS_PSS_PARAMS.</summary>
    public struct PssParameters
    {
        public nuint Hash;
        public nuint Mask;
        public nuint Salt;
    }

    /// <summary>The shapes of the functions; every one returns a CK_RV.</summary>
    public static class Delegates
    {
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint GetFunctionList(out nint list);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint Initialize([In] nuint[] arguments);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint GetSlotList(byte onlyWithToken, [In, Out] nuint[]? slots, ref nuint count);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint GetTokenInfo(nuint slot, [In, Out] byte[] info);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint OpenSession(nuint slot, nuint flags, nint application, nint notify, out nuint session);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint OfSession(nuint session);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint GetSessionInfo(nuint session, [In, Out] nuint[] info);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint Login(nuint session, nuint user, [In] byte[]? pin, nuint length);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint OnAttributes(nuint session, nuint item, [In, Out] Attribute[] attributes, nuint count);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint FindObjectsInit(nuint session, [In, Out] Attribute[] attributes, nuint count);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint FindObjects(nuint session, [In, Out] nuint[] found, nuint most, out nuint count);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint SignInit(nuint session, ref Mechanism mechanism, nuint key);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nuint Sign(nuint session, [In] byte[] data, nuint length, [In, Out] byte[] signature, ref nuint signatureLength);
    }
}

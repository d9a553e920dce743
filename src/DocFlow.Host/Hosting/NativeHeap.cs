using System.Runtime.InteropServices;

namespace DocFlow.Host.Hosting;

/// <summary>
/// What the C library keeps of memory that OpenSSL, SQLite and the compiler have freed, given back to the machine; where it has no such
/// function, nothing.
/// </summary>
internal static class NativeHeap
{
    private static readonly Trim? Known =
        NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var trim)
            ? Marshal.GetDelegateForFunctionPointer<Trim>(trim)
            : null;

    private delegate int Trim(nuint keep);

    public static void GiveBack() => Known?.Invoke(0);
}

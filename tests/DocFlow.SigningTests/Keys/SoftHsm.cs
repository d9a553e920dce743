using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DocFlow.Signing.Keys;
using NUnit.Framework;

namespace DocFlow.Tests.Signing.Keys;

/// <summary>SoftHSM2 with a few tokens for the whole run; without it the tests skip at a desk and fail on CI.</summary>
internal static class SoftHsm
{
    /// <summary>Keys of four kinds, a root certificate, and a name in Vietnamese.</summary>
    public const string Full = "Sở Tài chính";

    /// <summary>One RSA key each: tokens to be pulled, and to be tried with wrong PINs.</summary>
    public const string Pulled = "Gone", Pulled2 = "Lost", Tried = "Tried";

    /// <summary>Nothing on it.</summary>
    public const string Bare = "Bare";

    /// <summary>Tokens that say they stand before their last try, and that they are locked.</summary>
    public const string Brink = "Brink", Locked = "Shut";

    public const string Pin = "Mật mã 246810";

    /// <summary>The kinds of key on the full token, by their id.</summary>
    public static readonly string[] Kinds = ["RSA-2048", "RSA-3072", "P-256", "P-384"];

    private static readonly Lazy<string> Folder = new(Make);

    public static string Module { get; } = new[] { "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so" }
        .FirstOrDefault(File.Exists) ?? "libsofthsm2.so";

    public static Pkcs11Settings Token(string label) => Folder.Value.Length > 0
        ? new Pkcs11Settings(Module) { Token = label }
        : throw new InvalidOperationException();

    public static Pkcs11Settings Key(string kind) =>
        Token(Full) with { Id = new[] { (byte)(Array.IndexOf(Kinds, kind) + 1) } };

    /// <summary>Pulls a token out of its reader: its files go elsewhere until the answer is disposed of.</summary>
    public static IDisposable Pull(string label)
    {
        var place = PlaceOf(Folder.Value, label);
        var away = Path.Combine(Folder.Value, Path.GetFileName(place));
        Directory.Move(place, away);
        return new Plug(() => Directory.Move(away, place));
    }

    private static string PlaceOf(string folder, string label) => Directory.GetDirectories(Path.Combine(folder, "tokens"))
        .Single(one => File.ReadAllBytes(Path.Combine(one, "token.object")).AsSpan().IndexOf(Encoding.UTF8.GetBytes(label + "  ")) > 0);

    // SoftHSM never counts; its file of a token holds the flags it reports, eight bytes from the left
    private static void Say(string folder, string label, int flag)
    {
        var file = Path.Combine(PlaceOf(folder, label), "token.object");
        var bytes = File.ReadAllBytes(file);
        var flags = bytes.AsSpan(bytes.AsSpan().IndexOf("\0\0\0\0\0\0\u0004\u002D"u8) + 4, 4);
        BinaryPrimitives.WriteInt32BigEndian(flags, BinaryPrimitives.ReadInt32BigEndian(flags) | flag);
        File.WriteAllBytes(file, bytes);
    }

    private static string Make()
    {
        var folder = OpensslFiles.Folder();
        Directory.CreateDirectory(Path.Combine(folder, "tokens"));
        var settings = Path.Combine(folder, "softhsm2.conf");
        File.WriteAllText(settings, $"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n");
        SetForNativeCode("SOFTHSM2_CONF"u8, settings);
        Environment.SetEnvironmentVariable("SOFTHSM2_CONF", settings); // for the programs started here
        foreach (var label in new[] { Full, Pulled, Pulled2, Tried, Bare, Brink, Locked })
            Run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", Pin, "--so-pin", "87654321");
        for (var i = 0; i < Kinds.Length; i++)
            Put(folder, Full, Kinds[i], i + 1);
        Put(folder, Pulled, "RSA-2048", 1);
        Put(folder, Pulled2, "P-256", 1);
        Put(folder, Tried, "P-256", 1);
        Put(folder, Brink, "P-256", 1);
        PutCertificate(folder, Full, TestAuthority.Instance.Root, 99);
        Say(folder, Brink, 0x20000); // CKF_USER_PIN_FINAL_TRY
        Say(folder, Locked, 0x40000); // CKF_USER_PIN_LOCKED
        return folder;
    }

    private static void Put(string folder, string token, string kind, int id)
    {
        using var fresh = TestKeys.New(kind);
        using var certificate = TestKeys.Certify(fresh, TestAuthority.Instance.Root, RSASignaturePadding.Pkcs1);
        var file = Path.Combine(folder, "key");
        File.WriteAllText(file, fresh.ExportPkcs8PrivateKeyPem());
        Run("softhsm2-util", "--import", file, "--token", token, "--label", kind, "--id", $"{id:X2}", "--pin", Pin);
        PutCertificate(folder, token, certificate, id);
    }

    private static void PutCertificate(string folder, string token, X509Certificate2 certificate, int id)
    {
        var file = Path.Combine(folder, "certificate");
        File.WriteAllBytes(file, certificate.RawData);
        Run("pkcs11-tool", "--module", Module, "--token-label", token, "--login", "--pin", Pin,
            "--write-object", file, "--type", "cert", "--id", $"{id:X2}");
    }

    private static void Run(string program, params string[] arguments) =>
        Assert.That(Tool.Run(program, arguments), Does.EndWith("exit 0"));

    // .NET keeps its own copy of the environment
    private static void SetForNativeCode(ReadOnlySpan<byte> name, string value)
    {
        var libc = NativeLibrary.Load("libc.so.6");
        Marshal.GetDelegateForFunctionPointer<SetEnv>(NativeLibrary.GetExport(libc, "setenv"))(
            [.. name, 0], [.. Encoding.UTF8.GetBytes(value), 0], 1);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetEnv(byte[] name, byte[] value, int overwrite);

    private sealed class Plug(Action back) : IDisposable
    {
        public void Dispose() => back();
    }
}

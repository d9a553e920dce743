using System.ComponentModel;
using System.Diagnostics;

namespace DocFlow.Tests.Signing.Fuzzing;

/// <summary>A file as qpdf writes it, where qpdf is installed: a seed more or less proves nothing.</summary>
internal static class Rewritten
{
    public static byte[]? By(string[] options, byte[] pdf)
    {
        var folder = Directory.CreateTempSubdirectory("docflow-seeds-").FullName;
        try
        {
            var (from, to) = (Path.Combine(folder, "from.pdf"), Path.Combine(folder, "to.pdf"));
            File.WriteAllBytes(from, pdf);
            using var process = Process.Start(new ProcessStartInfo("qpdf", [.. options, from, to]))!;
            process.WaitForExit();
            return File.ReadAllBytes(to);
        }
        catch (Win32Exception)
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

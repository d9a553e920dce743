using System.Text;
using System.Text.RegularExpressions;

namespace DocFlow.Tests.Signing;

/// <summary>Other people's PDF programs as witnesses: a test without them skips at the desk and fails on CI.</summary>
internal static class OutsideEyes
{
    private const string ChangeHistory = "print(new PDFDocument(scriptArgs[0]).validateChangeHistory())";

    /// <summary>A file in a folder of its own.</summary>
    public static string Saved(byte[] bytes, string name = "document.pdf")
    {
        var folder = Directory.CreateTempSubdirectory("docflow-eyes-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The same document as qpdf writes it.</summary>
    public static byte[] Rewritten(byte[] pdf, params string[] options)
    {
        var path = Saved(pdf);
        Tool.Said("qpdf", [.. options, path, path + ".out"]);
        return File.ReadAllBytes(path + ".out");
    }

    /// <summary>What qpdf has to complain about, line by line.</summary>
    public static string[] Complaints(byte[] pdf) =>
        [.. Tool.Said("qpdf", "--check", Saved(pdf)).Split('\n').Where(line => Regex.IsMatch(line, "WARNING|[Ee]rror:"))];

    /// <summary>MuPDF's verdict on the history: 0, or the version that changed what it may not.</summary>
    public static string History(byte[] pdf) =>
        Tool.Said("mutool", "run", Saved(Encoding.ASCII.GetBytes(ChangeHistory), "history.js"), Saved(pdf)).Trim();

    /// <summary>What Poppler says about each signature, with the test authority trusted.</summary>
    public static string Signatures(byte[] pdf)
    {
        var path = Saved(pdf);
        var store = $"sql:{Path.GetDirectoryName(path)}";
        Tool.Said("certutil", "-N", "-d", store, "--empty-password");
        Tool.Said("certutil", "-A", "-d", store, "-n", "ca", "-t", "CT,C,C", "-i", TestAuthority.Instance.RootFile);
        return Tool.Said("pdfsig", "-nssdir", store, path);
    }
}

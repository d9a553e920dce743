using System.Text.RegularExpressions;
using DocFlow.Tests.Signing.Verification;

namespace DocFlow.Tests.Signing.Attacks;

/// <summary>Poppler's pdfsig and MuPDF's change history, asked about many files at once.</summary>
internal sealed class Witnesses : IDisposable
{
    private const string Script = "for (var i = 0; i < scriptArgs.length; ++i) { var answer; try { answer = "
        + "new PDFDocument(scriptArgs[i]).validateChangeHistory(); } catch (e) { answer = 'x'; } print(scriptArgs[i] + '|' + answer); }";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("docflow-witnesses-").FullName;
    private readonly string _store;

    public Witnesses()
    {
        _store = "sql:" + Directory.CreateDirectory(Path.Combine(_folder, "nss")).FullName;
        Tool.Run("certutil", "-N", "-d", _store, "--empty-password");
        Tool.Run("certutil", "-A", "-d", _store, "-n", "ca", "-t", "C,C,C", "-i", TestAuthority.Instance.RootFile, "-a");
    }

    public string Store => _store;

    public void Trust() => Tool.Run("certutil", "-M", "-d", _store, "-n", "ca", "-t", "C,C,C");

    /// <summary>What each says of each file, in the order given.</summary>
    public IReadOnlyList<(string Pdfsig, string Mupdf)> Ask(IReadOnlyList<byte[]> files)
    {
        var paths = files.Select((bytes, i) => Saved($"{i:0000}.pdf", bytes)).ToList();
        var histories = Histories(paths);
        return [.. paths.Select(path => (Pdfsig(path), histories.GetValueOrDefault(path, "crashes")))];
    }

    /// <summary>A file in the witnesses' folder.</summary>
    public string Saved(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Pdfsig(string path)
    {
        var said = Tool.SaidWithin(Patience, "pdfsig", "-nssdir", _store, path);
        if (said is null)
            return "hangs";
        var (signed, valid) = (Regex.Count(said, "Signature Validation:"), Regex.Count(said, "Signature is Valid"));
        if (signed == 0)
            return said.Contains("does not contain any signatures", StringComparison.Ordinal) || said.Contains("Signature #")
                ? "no signature"
                : "unreadable";
        if (valid < signed)
            return "**invalid**";
        if (Regex.Count(said, "Certificate is Trusted") < signed)
            return "valid, not trusted";
        return Regex.IsMatch(said, "Total document signed") ? "valid, whole file" : "valid, part of the file";
    }

    // one process for all of them; where it dies at a file, another goes on after it
    private Dictionary<string, string> Histories(List<string> paths)
    {
        var (script, answers) = (Saved("history.js", PdfSurgery.Bytes(Script)), new Dictionary<string, string>());
        for (var ahead = paths; ahead.Count > 0;)
        {
            var said = Tool.SaidWithin(Patience * (1 + ahead.Count / 10), "mutool", ["run", script, .. ahead]) ?? "";
            var lines = said.Split('\n').Select(line => line.Split('|'))
                .Where(parts => parts.Length == 2).ToList();
            foreach (var parts in lines)
                answers[parts[0]] = parts[1] switch { "0" => "no change found", "x" => "unreadable", _ => "**change found**" };
            ahead = ahead[Math.Min(ahead.Count, lines.Count + 1)..];
        }

        return answers;
    }
}

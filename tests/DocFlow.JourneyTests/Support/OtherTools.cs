using System.Globalization;

namespace DocFlow.JourneyTests.Support;

/// <summary>What programs of other makers say about a signed file: Poppler with NSS, MuPDF, qpdf.</summary>
internal static class OtherTools
{
    /// <summary>pdfsig's report, with the authority of this PEM file trusted and nothing else.</summary>
    public static async Task<string> PdfSig(string pdf, string authority, string scratch)
    {
        var store = "sql:" + Directory.CreateDirectory(Path.Combine(scratch, "nss")).FullName;
        await Succeeds("certutil", "-N", "-d", store, "--empty-password");
        await Succeeds("certutil", "-A", "-d", store, "-n", "authority", "-t", "C,C,C", "-i", authority);
        return (await Tool.Run("pdfsig", "-nssdir", store, pdf)).All;
    }

    /// <summary>MuPDF's change history: 0 when every change after the first signature was allowed by it.</summary>
    public static async Task<int> ChangeHistory(string pdf, string scratch)
    {
        var script = Path.Combine(scratch, Path.GetFileName(pdf) + ".js");
        await File.WriteAllTextAsync(script, "print('history ' + new PDFDocument(scriptArgs[0]).validateChangeHistory());");
        var ran = await Tool.Run("mutool", "run", script, pdf);
        var line = ran.Output.Split('\n').FirstOrDefault(one => one.StartsWith("history ", StringComparison.Ordinal));
        return line is null ? int.MinValue : int.Parse(line["history ".Length..], CultureInfo.InvariantCulture);
    }

    public static async Task<Ran> Succeeds(string program, params IEnumerable<string> arguments)
    {
        var ran = await Tool.Run(program, arguments);
        return ran.ExitCode == 0 ? ran : throw new InvalidOperationException($"{program} ended with {ran.ExitCode}: {ran.All}");
    }
}

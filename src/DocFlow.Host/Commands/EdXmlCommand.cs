using System.CommandLine;

namespace DocFlow.Host.Commands;

/// <summary>docflow edxml: exchange packets (QCVN 102) without an office.</summary>
public static class EdXmlCommand
{
    internal const int Refused = 2;
    internal const int FileTrouble = 3;
    internal const int WrongUsage = 64;

    /// <summary>The command; the exit codes of each stand in its description.</summary>
    public static Command Create() => new("edxml", "Read and write exchange packets (edXML, QCVN 102:2016).")
    {
        EdXmlRead.Create(), EdXmlWrite.Create(),
    };

    internal static int Trouble(ParseResult parsed, Exception away)
    {
        Speech.Say(parsed, Console.Error, $"docflow: không đọc hoặc ghi được tệp: {away.Message}", $"docflow: {away.Message}");
        return FileTrouble;
    }
}

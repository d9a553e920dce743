using System.Diagnostics;
using System.Xml;
using NUnit.Framework;

namespace DocFlow.Tests.EdXml;

/// <summary>How other systems look at a packet: by the literal prefix, and with libxml2.</summary>
internal static class PeersEyes
{
    public static XmlDocument Literally(byte[] packet)
    {
        var document = new XmlDocument { XmlResolver = null };
        using var bytes = new MemoryStream(packet);
        document.Load(bytes);
        return document;
    }

    public static string? Literal(this XmlDocument document, string name) => document.GetElementsByTagName(name)[0]?.InnerText;

    public static IReadOnlyList<string> ChildrenOf(this XmlDocument document, string name) =>
        [.. document.GetElementsByTagName(name)[0]!.ChildNodes.Cast<XmlNode>().Select(child => child.Name)];

    public static async Task<string> Xmllint(byte[] packet)
    {
        if (!File.Exists("/usr/bin/xmllint") && Environment.GetEnvironmentVariable("CI") is null)
            Assert.Ignore("xmllint (libxml2-utils) is not installed here.");

        var start = new ProcessStartInfo("xmllint", "--noout --nonet -") { RedirectStandardInput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(packet);
        process.StandardInput.Close();
        var complaints = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return complaints;
    }
}

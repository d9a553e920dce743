using System.Xml;
using DocFlow.EdXml.Writing;

namespace DocFlow.EdXml.Reading;

/// <summary>
/// Reads what real systems send: any prefix, any order, either date form; and refuses what no honest system sends.
/// Bad packets are a report, never an exception; only the caller's own streams and token throw. Blocking: give it a file, not a socket.
/// </summary>
public static class PacketReader
{
    /// <summary>`destination` gives room for each file; the reader disposes what it gets.</summary>
    public static ReadReport Read(
        Stream packet, Func<AttachmentHead, Stream> destination, ReadSettings? settings = null, CancellationToken stop = default)
    {
        settings ??= ReadSettings.Default;
        var findings = new Findings();
        using var attachments = new AttachmentReader(destination, settings, findings, stop);
        try
        {
            var root = Parse(packet, settings, attachments, stop);
            var report = Understand(root, settings, attachments.Received, findings);
            if (!findings.HasErrors)
                return report;
        }
        catch (PacketRefused refused)
        {
            findings.Add(refused.Finding);
        }
        catch (XmlException dtd) when (dtd.Message.Contains("DTD", StringComparison.Ordinal))
        {
            findings.Add(PacketSentences.Dtd());
        }
        catch (XmlException broken)
        {
            findings.Add(PacketSentences.NotXml("/", broken.LineNumber, broken.Message));
        }

        return new() { Findings = findings.All };
    }

    private static Element Parse(Stream packet, ReadSettings settings, AttachmentReader attachments, CancellationToken stop)
    {
        using var input = new GuardedInput(packet, settings, stop);
        using var xml = XmlReader.Create(input, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        });
        return new TreeReader(xml, input, settings, attachments).Read();
    }

    private static ReadReport Understand(
        Element root, ReadSettings settings, IReadOnlyList<ReceivedAttachment> received, Findings findings)
    {
        if (root.Anywhere("MessageHeader").FirstOrDefault() is not { } header)
            throw new PacketRefused(Sentences.Missing("MessageHeader"));

        var (fields, left) = (new Fields(findings), new Leftovers(root, settings, findings));
        left.ReportMissing(received);
        if (header.Child("StatusCode") is null)
        {
            var document = new DocumentReading(fields, findings, settings).Read(header, root) with { Unknown = left.Keep() };
            Judge(DocumentChecks.Of(document, []), findings);
            return new() { Document = document, Attachments = received, Findings = findings.All };
        }

        var status = new StatusReading(fields).Read(header, root) with { Unknown = left.Keep() };
        Judge(StatusChecks.Of(status), findings);
        return new() { Status = status, Attachments = received, Findings = findings.All };
    }

    // what we would not write ourselves is worth a warning, unless more was said of it already
    private static void Judge(IReadOnlyList<Finding> faults, Findings findings)
    {
        foreach (var fault in faults.TakeWhile(_ => !findings.HasErrors && !findings.Enough).Where(one => !findings.Has(one.Path)))
            findings.Add(fault with { Severity = Severity.Warning });
    }
}
